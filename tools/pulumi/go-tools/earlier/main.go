// Command earlier writes the SDK of a schema for .NET and Java. These generators have left the
// engine's module for ones that not every module proxy serves in each version: go.mod pins the
// last version that has both.
package main

import (
	"net/http"

	"github.com/hashicorp/hcl/v2"
	javagen "github.com/pulumi/pulumi-java/pkg/codegen/java"
	dotnetgen "github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"sdk-generator/library"
)

func main() {
	http.DefaultTransport = offline{}
	command := library.Command{
		Bind: func(spec schema.PackageSpec) (*schema.Package, hcl.Diagnostics, error) {
			return schema.BindSpec(spec, nil)
		},
		Generators: map[string]library.Generator{
			"dotnet": func(pkg *schema.Package) (map[string][]byte, error) {
				return dotnetgen.GeneratePackage("pulumi-language-dotnet", pkg, nil, nil)
			},
			"java": func(pkg *schema.Package) (map[string][]byte, error) {
				return javagen.GeneratePackage("pulumi-language-java", pkg, nil, false)
			},
		},
	}
	command.Main()
}
