package analyzer

import (
	"iter"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

// Mentions reports whether text, an import path or the content of a file, contains "medipim" in any case.
// A package neither whose path nor whose files do can be in scope only through the packages that it uses.
func Mentions[T ~string | ~[]byte](text T) bool { return scope.Mentions(text) }

// MayRetry reports whether a package that is out of scope has a fact all the same: that it may retry what is sent
// through it. imports are the paths that it imports, contents yields the bytes of its files.
func MayRetry(importPath string, imports iter.Seq[string], contents iter.Seq[[]byte]) bool {
	return scope.MayRetry(importPath, imports, contents)
}

// OnlyMayRetry reports whether facts, as a driver has encoded them, are all of that kind. They concern nobody but
// those that import the packages themselves.
func OnlyMayRetry(facts []byte) bool { return model.Default.OnlyMayRetry(facts) }
