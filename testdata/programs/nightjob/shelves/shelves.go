// Package shelves fills shelves from brands and media.
package shelves

import (
	"errors"
	"log"
	"time"

	"example.com/nightjob/throttled"
)

// Fill waits and tries again on the sentinel.
func Fill(ids []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for i := 0; i < len(ids); {
		b, err := throttled.Brand(ids[i])
		if errors.Is(err, throttled.ErrRateLimited) {
			time.Sleep(4 * time.Second)
			continue
		}
		if err != nil {
			return nil, err
		}
		out[ids[i]] = b
		i++
	}
	return out, nil
}

// FillFast tries again on the sentinel and does not wait.
func FillFast(ids []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for i := 0; i < len(ids); {
		b, err := throttled.Brand(ids[i])
		if errors.Is(err, throttled.ErrRateLimited) { // want medipimretry/immediate
			continue
		}
		if err != nil {
			return nil, err
		}
		out[ids[i]] = b
		i++
	}
	return out, nil
}

// FillSome goes on to the next id on the sentinel.
func FillSome(ids []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, id := range ids {
		b, err := throttled.Brand(id)
		if errors.Is(err, throttled.ErrRateLimited) { // want medipimretry/swallowed
			log.Printf("skipping %s", id)
			continue
		}
		if err != nil {
			return nil, err
		}
		out[id] = b
	}
	return out, nil
}

// FillAll hands every error up, the sentinel too.
func FillAll(ids []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, id := range ids {
		b, err := throttled.Brand(id)
		if err != nil {
			return nil, err
		}
		out[id] = b
	}
	return out, nil
}

// Picture ends the program on the typed error.
func Picture(id string) ([]byte, error) {
	b, err := throttled.Media(id)
	var te *throttled.ThrottleError
	if errors.As(err, &te) { // want medipimretry/fatal
		log.Fatalf("throttled at %s", te.Path)
	}
	return b, err
}

// PictureLater rests on the typed error, and calls itself.
func PictureLater(id string) ([]byte, error) {
	b, err := throttled.Media(id)
	var te *throttled.ThrottleError
	if errors.As(err, &te) {
		time.Sleep(10 * time.Second)
		return PictureLater(id)
	}
	return b, err
}

// Substances passes the predicate's error over.
func Substances(id string) error {
	err := throttled.Substance(id)
	if throttled.IsRateLimited(err) { // want medipimretry/swallowed
		return nil
	}
	return err
}

// MustSubstance panics on the predicate's error.
func MustSubstance(id string) error {
	err := throttled.Substance(id)
	if throttled.IsRateLimited(err) { // want medipimretry/fatal
		panic("too many requests")
	}
	return err
}

// SubstancesLater asks the predicate whether to rest.
func SubstancesLater(id string) (err error) {
	for n := time.Duration(1); n <= 3; n++ {
		err = throttled.Substance(id)
		if !throttled.IsRateLimited(err) {
			return err
		}
		time.Sleep(n * time.Second)
	}
	return err
}

// SubstancesNow asks the predicate whether to go round again.
func SubstancesNow(id string) (err error) {
	for range 3 {
		err = throttled.Substance(id)
		if !throttled.IsRateLimited(err) { // want medipimretry/immediate
			return err
		}
	}
	return err
}
