// Command bodyclose is a tool of go vet with that one analyzer.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/timakin/bodyclose/passes/bodyclose"
)

func main() { unitchecker.Main(bodyclose.Analyzer) }
