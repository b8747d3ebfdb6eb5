//go:build tools

// Package tools names the provider that is built, so that `go mod tidy` keeps it.
package tools

import _ "github.com/Mastercard/terraform-provider-restapi"
