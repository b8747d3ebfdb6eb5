package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// host answers the call of a language host that generates a program, and no other.
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	language string
}

// serve prints its port and goes on until whoever started it closes the standard input.
func serve(language string) error {
	gone := make(chan bool)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(gone)
	}()
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: gone,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, &host{language: language})
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(handle.Port)
	return <-handle.Done
}

// GenerateProgram gives the source of a program that the engine describes in its own language.
func (h *host) GenerateProgram(
	_ context.Context, request *pulumirpc.GenerateProgramRequest,
) (*pulumirpc.GenerateProgramResponse, error) {
	loader, err := schema.NewLoaderClient(request.LoaderTarget)
	if err != nil {
		return nil, err
	}
	defer loader.Close()
	program, diagnostics, err := bind(request, schema.NewCachedLoader(loader))
	if err != nil {
		return nil, err
	}
	var files map[string][]byte
	if !diagnostics.HasErrors() {
		var more hcl.Diagnostics
		files, more, err = programGenerators[h.language](program)
		if err != nil {
			return nil, err
		}
		diagnostics = append(diagnostics, more...)
	}
	return &pulumirpc.GenerateProgramResponse{
		Source:      files,
		Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(diagnostics),
	}, nil
}

func bind(
	request *pulumirpc.GenerateProgramRequest, loader schema.ReferenceLoader,
) (*pcl.Program, hcl.Diagnostics, error) {
	parser := syntax.NewParser()
	for path, source := range request.Source {
		if err := parser.ParseFile(strings.NewReader(source), path); err != nil {
			return nil, nil, err
		}
		if parser.Diagnostics.HasErrors() {
			return nil, parser.Diagnostics, nil
		}
	}
	options := []pcl.BindOption{pcl.PreferOutputVersionedInvokes}
	if !request.Strict {
		options = append(options, pcl.NonStrictBindOptions()...)
	}
	return pcl.BindProgram(parser.Files, loader, options...)
}
