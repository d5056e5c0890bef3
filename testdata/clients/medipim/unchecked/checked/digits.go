package checked

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// The first digit of the status decides.

func itoa(resp *http.Response) (p product, err error) {
	if digits := strconv.Itoa(resp.StatusCode); digits[0] != '2' {
		return p, errors.New(resp.Status)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

func statusLine(resp *http.Response) (p product, err error) {
	switch resp.Status[0] {
	case '2', '3':
		err = json.NewDecoder(resp.Body).Decode(&p)
		return p, err
	}
	return p, errors.New(resp.Status)
}

func formatted(resp *http.Response) (p product, err error) {
	if fmt.Sprint(resp.StatusCode)[:1] != "2" {
		return p, errors.New(resp.Status)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

func inBaseTen(resp *http.Response) (p product, err error) {
	if s := strconv.FormatInt(int64(resp.StatusCode), 10); s[0] >= '4' {
		return p, errors.New(s)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

// The status is looked at only where the read went well, and the bytes leave only where both did.

func whereRead(resp *http.Response) ([]byte, error) {
	b, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = errors.New(resp.Status)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

func whereDecoded(resp *http.Response) (*product, error) {
	p := new(product)
	err := json.NewDecoder(resp.Body).Decode(p)
	if err == nil && resp.StatusCode >= 400 {
		err = errors.New(resp.Status)
	}
	if err == nil {
		return p, nil
	}
	return nil, fmt.Errorf("medipim: %w", err)
}

func asABool(resp *http.Response) ([]byte, error) {
	b, err := io.ReadAll(resp.Body)
	fine := err == nil
	if fine && resp.StatusCode != http.StatusOK {
		fine = false
	}
	if !fine {
		return nil, errors.Join(err, errors.New(resp.Status))
	}
	return b, nil
}

// A table of classes, a cap, a deferred look.

var fine = [6]bool{2: true, 3: true}

func classes(resp *http.Response) (p product, err error) {
	if !fine[resp.StatusCode/100] {
		return p, errors.New(resp.Status)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

func capped(resp *http.Response) (p product, err error) {
	if min(resp.StatusCode, 400) == 400 {
		return p, errors.New(resp.Status)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

func lookedAtLast(resp *http.Response) (p product, err error) {
	defer func() {
		if err == nil && resp.StatusCode >= 400 {
			err = errors.New(resp.Status)
		}
	}()
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}
