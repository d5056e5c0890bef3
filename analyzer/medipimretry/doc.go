// Package medipimretry defines the analyzer of the same name.
//
// # Analyzer medipimretry
//
// medipimretry: placeholder
package medipimretry
