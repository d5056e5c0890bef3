//medipimlint:client

// Package vervoer stapelt transporten: aanmelden, loggen, tellen, temperen, herhalen.
package vervoer
