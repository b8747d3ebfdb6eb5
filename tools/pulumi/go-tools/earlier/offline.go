package main

import (
	"bytes"
	_ "embed"
	"io"
	"net/http"
)

//go:embed logo.png
var logo []byte

// offline answers every request with the logo: the generator for .NET would fetch one, and nothing
// else.
type offline struct{}

func (offline) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK,
		Body:       io.NopCloser(bytes.NewReader(logo)),
		Request:    request,
	}, nil
}
