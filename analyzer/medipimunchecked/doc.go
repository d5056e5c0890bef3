// Package medipimunchecked defines the analyzer of the same name.
//
// # Analyzer medipimunchecked
//
// medipimunchecked: placeholder
package medipimunchecked
