// Package drivers runs the rules in every driver for real, and compares what they find: the command, go
// vet, golangci-lint with the plugin, and gopls. The versions of the drivers are pinned in go.mod and in
// cmd/medipimlint/internal/gopls.
//
//	cd testdata/drivers && go test ./...
//
// The first run builds golangci-lint and gopls, which takes some minutes.
package drivers
