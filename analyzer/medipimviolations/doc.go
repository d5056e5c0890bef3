// Package medipimviolations defines the analyzer of the same name.
//
// # Analyzer medipimviolations
//
// medipimviolations: placeholder
package medipimviolations
