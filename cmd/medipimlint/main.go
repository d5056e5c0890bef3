package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/medipimlint/medipimlint/analyzer"
)

func main() { unitchecker.Main(analyzer.Suite...) }
