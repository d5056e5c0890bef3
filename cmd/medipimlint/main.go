// Medipimlint finds mistakes in Go clients of the Medipim API.
//
// Alone it lists the packages, and analyses those that talk to the API:
//
//	medipimlint [flags] [packages]
//
// It also is a tool of go vet:
//
//	go vet -vettool=$(which medipimlint) ./...
//
// "medipimlint help" says what it finds, and which flags there are.
package main

import (
	"os"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/cli"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/unit"
)

func main() {
	if unit.IsProtocol(os.Args[1:]) {
		disabled := unit.Disabled(os.Args[1:], analyzer.Suite)
		unit.Main(analyzer.New(analyzer.Settings{Disabled: disabled})...)
	}
	os.Exit(cli.Main(os.Args[1:], analyzer.New(analyzer.Settings{})))
}
