module sdk-generator/library

go 1.25.11

// The oldest version that a generator here uses: each one brings the version it needs.
require github.com/pulumi/pulumi/pkg/v3 v3.140.0
