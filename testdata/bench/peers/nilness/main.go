// Command nilness is a tool of go vet with that one analyzer.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"golang.org/x/tools/go/analysis/passes/nilness"
)

func main() { unitchecker.Main(nilness.Analyzer) }
