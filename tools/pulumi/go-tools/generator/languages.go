package main

import (
	"github.com/hashicorp/hcl/v2"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	nodegen "github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	pythongen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"sdk-generator/library"
)

var packageGenerators = map[string]library.Generator{
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		return nodegen.GeneratePackage("pulumi-language-nodejs", pkg, nil, nil, false, nil)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return pythongen.GeneratePackage("pulumi-language-python", pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gogen.GeneratePackage("pulumi-language-go", pkg, nil)
	},
}

// programGenerators give the files of a program by their paths: `pulumi import` prints them.
var programGenerators = map[string]func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error){
	"nodejs": nodegen.GenerateProgram,
	"python": pythongen.GenerateProgram,
	"go":     gogen.GenerateProgram,
}
