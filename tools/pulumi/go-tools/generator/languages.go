package main

import (
	"github.com/hashicorp/hcl/v2"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	nodegen "github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	pythongen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"sdk-generator/library"
)

var packageGenerators = map[string]func(library.Request) (map[string][]byte, error){
	"nodejs": func(r library.Request) (map[string][]byte, error) {
		return nodegen.GeneratePackage(
			"pulumi-language-nodejs", r.Package, r.ExtraFiles, r.LocalDependencies, r.Local, r.Loader)
	},
	"python": func(r library.Request) (map[string][]byte, error) {
		return pythongen.GeneratePackage("pulumi-language-python", r.Package, r.ExtraFiles, r.Loader)
	},
	"go": func(r library.Request) (map[string][]byte, error) {
		return gogen.GeneratePackage("pulumi-language-go", r.Package, r.LocalDependencies)
	},
}

// programGenerators give the files of a program by their paths: `pulumi import` prints them.
var programGenerators = map[string]func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error){
	"nodejs": nodegen.GenerateProgram,
	"python": pythongen.GenerateProgram,
	"go":     gogen.GenerateProgram,
}
