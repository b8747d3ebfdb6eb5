// Command generator writes the SDK of a schema, and generates what an engine asks for.
package main

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"sdk-generator/library"
)

func main() {
	command := library.Command{Bind: bindSchema, Generators: packageGenerators, Serve: serve}
	command.Main()
}

func bindSchema(spec schema.PackageSpec) (*schema.Package, hcl.Diagnostics, error) {
	return schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
}
