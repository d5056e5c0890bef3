// Package scanner is used by people with a hand scanner.
package scanner

import (
	"context"
	"errors"

	"example.com/magazijn/shelf/medipimx"
)

// Beeper makes a sound.
type Beeper interface{ Beep(times int) }

// Scanner prints labels.
type Scanner struct {
	API  medipimx.API
	Beep Beeper
}

// Print compares the flattened number of the other package, and words of its own.
func (s *Scanner) Print(ctx context.Context, ids ...int64) error {
	ls, err := s.API.Labels(ctx, ids)
	var f *medipimx.Fault
	if errors.As(err, &f) {
		if f.Num >= 500 { // want medipimstatus/branch
			s.Beep.Beep(3)
		}
		if f.Word == medipimx.CodeServer {
			s.Beep.Beep(3)
		}
		if f.Word == "label_missing" { // want medipimcode/unknown
			s.Beep.Beep(2)
		}
		return err
	}
	if err != nil {
		return err
	}
	for _, l := range ls {
		if l.Text == "not_found" || colour(l) == "forbidden" {
			s.Beep.Beep(1)
		}
	}
	return nil
}

// colour gives a word that is no code.
func colour(l medipimx.Label) medipimx.Colour {
	if l.ID%2 == 0 {
		return medipimx.ColourRed
	}
	return medipimx.ColourBlue
}
