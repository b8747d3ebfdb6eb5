// Package library is what the generators of this folder share.
package library

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Generator gives the files of an SDK by their paths.
type Generator func(pkg *schema.Package) (map[string][]byte, error)

// Command writes the SDK of a schema:
//
//	command -language python -schema schema.json -out folder
//
// With -serve it serves an engine instead.
type Command struct {
	// Bind checks a schema that refers to no other package.
	Bind func(schema.PackageSpec) (*schema.Package, hcl.Diagnostics, error)
	// Generators are known by their languages.
	Generators map[string]Generator
	// Serve may be nil.
	Serve func(language string) error
}

// Main does what the arguments of the process say, and ends it with code 1 when that fails.
func (c Command) Main() {
	language := flag.String("language", "", "the language to generate")
	schemaFile := flag.String("schema", "", "the schema of the package, as JSON")
	out := flag.String("out", "", "the folder that gets the SDK")
	serving := flag.Bool("serve", false, "serve the engine until the standard input ends")
	flag.Parse()

	run := func() error {
		if _, known := c.Generators[*language]; !known {
			languages := slices.Sorted(maps.Keys(c.Generators))
			return fmt.Errorf("-language %q is not known; there are %v", *language, languages)
		}
		switch {
		case *serving && c.Serve == nil:
			return fmt.Errorf("-serve is not there for %s", *language)
		case *serving:
			return c.Serve(*language)
		case *schemaFile == "" || *out == "":
			return errors.New("-schema and -out are needed")
		}
		return c.writeSdk(*language, *schemaFile, *out)
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
