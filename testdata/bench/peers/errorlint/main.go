// Command errorlint is a tool of go vet with that one analyzer.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"codeberg.org/polyfloyd/go-errorlint/errorlint"
)

func main() { unitchecker.Main(errorlint.NewAnalyzer()) }
