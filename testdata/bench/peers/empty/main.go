// Command empty is a tool of go vet that looks at nothing: what it costs, every tool costs.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name: "empty",
		Doc:  "report nothing",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
