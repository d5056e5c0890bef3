package analyzer

import "github.com/medipimlint/medipimlint/analyzer/internal/scope"

// Mentions reports whether text, an import path or the content of a file, contains "medipim" in any case.
// A package neither whose path nor whose files do can be in scope only through the packages that it uses.
func Mentions[T ~string | ~[]byte](text T) bool { return scope.Mentions(text) }
