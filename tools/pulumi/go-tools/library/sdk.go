package library

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func (c Command) writeSdk(language, schemaFile, out string) error {
	bytes, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(bytes, &spec); err != nil {
		return fmt.Errorf("%s is no schema: %w", schemaFile, err)
	}
	pkg, diagnostics, err := c.Bind(spec)
	if err != nil {
		return err
	}
	// A warning about a schema of our own is a mistake in it.
	if len(diagnostics) > 0 {
		return fmt.Errorf("%s: %w", schemaFile, diagnostics)
	}
	files, err := c.Generators[language](pkg)
	if err != nil {
		return err
	}
	return writeFiles(out, files)
}

func writeFiles(folder string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
