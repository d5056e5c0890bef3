// Command httpresponse is a tool of go vet with that one analyzer.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"golang.org/x/tools/go/analysis/passes/httpresponse"
)

func main() { unitchecker.Main(httpresponse.Analyzer) }
