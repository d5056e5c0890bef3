package feeds

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"time"
)

// patient waits for the limit and hands up whatever comes after that.
func (f *Feeder) patient(ctx context.Context, path string) (*http.Response, error) {
	for n := 1; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, host+path, nil)
		if err != nil {
			return nil, err
		}
		resp, err := f.hc.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 5 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * 2 * time.Second)
	}
}

func asError(resp *http.Response) error {
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<15))
	if err != nil {
		return fmt.Errorf("%s (body: %v)", resp.Status, err)
	}
	var env envelope
	if json.Unmarshal(b, &env) == nil && env.Error.Code != "" {
		return fmt.Errorf("%d %s: %s %s", resp.StatusCode, env.Error.Code, env.Error.Message, env.Error.Violations)
	}
	return fmt.Errorf("%s: %q", resp.Status, b)
}

// R1 has the look in a helper that gets the response.
func (f *Feeder) R1(ctx context.Context) (it Item, err error) {
	resp, err := f.patient(ctx, "/v4/r1")
	if err != nil {
		return it, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return it, err
	}
	return decodeAs[Item](resp.Body)
}

func check(resp *http.Response) error {
	if c := resp.StatusCode; 200 <= c && c < 300 {
		return nil
	}
	return asError(resp)
}

// R2 has it in a helper that gets the number.
func (f *Feeder) R2(ctx context.Context) (it Item, err error) {
	resp, err := f.patient(ctx, "/v4/r2")
	if err != nil {
		return it, err
	}
	defer resp.Body.Close()
	if err := expect(resp.StatusCode, http.StatusOK, http.StatusPartialContent); err != nil {
		return it, err
	}
	err = readInto(resp.Body, &it)
	return it, err
}

func expect(got int, want ...int) error {
	if slices.Contains(want, got) {
		return nil
	}
	return fmt.Errorf("feeds: got %d, want one of %v", got, want)
}

// R3 decodes first and looks before it uses.
func (f *Feeder) R3(ctx context.Context) ([]Item, error) {
	resp, err := f.patient(ctx, "/v4/r3")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var both struct {
		envelope
		Results []Item `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&both); err != nil {
		return nil, fmt.Errorf("%s: %w", resp.Status, err)
	}
	if resp.StatusCode/100 != 2 {
		return nil, fmt.Errorf("%s: %s %s", resp.Status, both.Error.Message, both.Error.Violations)
	}
	return both.Results, nil
}

// R4 gives the status with the bytes.
func (f *Feeder) R4(ctx context.Context, path string) (int, []byte, error) {
	resp, err := f.patient(ctx, path)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}

// R5 looks at the status that R4 gives.
func (f *Feeder) R5(ctx context.Context) (items []Item, err error) {
	status, b, err := f.R4(ctx, "/v4/r5")
	if err != nil {
		return nil, err
	}
	if status >= 300 {
		return nil, fmt.Errorf("feeds: %d: %s", status, b)
	}
	err = json.Unmarshal(b, &items)
	return items, err
}

// Reply is an answer that nobody has judged yet.
type Reply struct {
	Status int
	Body   []byte
}

// OK judges.
func (r Reply) OK() bool { return r.Status >= 200 && r.Status <= 299 }

// R6 gives a Reply.
func (f *Feeder) R6(ctx context.Context, path string) (Reply, error) {
	resp, err := f.patient(ctx, path)
	if err != nil {
		return Reply{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Status: resp.StatusCode, Body: b}, nil
}

// R7 asks the Reply.
func (f *Feeder) R7(ctx context.Context) (Item, error) {
	rep, err := f.R6(ctx, "/v4/r7")
	var it Item
	switch {
	case err != nil:
		return it, err
	case !rep.OK():
		return it, fmt.Errorf("feeds: %d: %s", rep.Status, rep.Body)
	}
	err = json.Unmarshal(rep.Body, &it)
	return it, err
}

// R8 has a destination for either kind of body.
func (f *Feeder) R8(ctx context.Context) (*Item, error) {
	resp, err := f.patient(ctx, "/v4/r8")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var (
		it  Item
		env envelope
	)
	good := resp.StatusCode == http.StatusOK
	if !good {
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return nil, fmt.Errorf("%s: %w", resp.Status, err)
		}
		return nil, fmt.Errorf("%s: %s %s", resp.Status, env.Error.Code, env.Error.Violations)
	}
	if err := json.NewDecoder(resp.Body).Decode(&it); err != nil {
		return nil, err
	}
	return &it, nil
}

// R9 decodes in the good case of a switch.
func (f *Feeder) R9(ctx context.Context) (items []Item, err error) {
	resp, err := f.patient(ctx, "/v4/r9")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&items)
	case http.StatusNoContent:
	case http.StatusNotFound:
		err = fmt.Errorf("feeds: r9 is not there")
	default:
		err = asError(resp)
	}
	return items, err
}

// R10 streams, after a look.
func (f *Feeder) R10(ctx context.Context) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		resp, err := f.patient(ctx, "/v4/products/stream")
		if err != nil {
			yield(Item{}, err)
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusNoContent {
			return
		}
		if resp.StatusCode != http.StatusOK {
			yield(Item{}, asError(resp))
			return
		}
		for r := bufio.NewReader(resp.Body); ; {
			line, err := r.ReadBytes('\n')
			if len(line) > 1 {
				var row struct{ Result Item }
				if err := json.Unmarshal(line, &row); err != nil {
					yield(Item{}, err)
					return
				}
				if !yield(row.Result, nil) {
					return
				}
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Item{}, err)
				return
			}
		}
	}
}

// R11 walks an array token by token.
func (f *Feeder) R11(ctx context.Context, each func(Item) error) error {
	resp, err := f.patient(ctx, "/v4/r11")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !(resp.StatusCode < 400) {
		return asError(resp)
	}
	dec := json.NewDecoder(resp.Body)
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return fmt.Errorf("feeds: no array: %v %v", t, err)
	}
	for dec.More() {
		var it Item
		if err := dec.Decode(&it); err != nil {
			return err
		}
		if err := each(it); err != nil {
			return err
		}
	}
	return nil
}

// R12 leaves the look to the closure that it is given.
func (f *Feeder) R12(ctx context.Context, path string, use func(*http.Response) error) error {
	resp, err := f.patient(ctx, path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return use(resp)
}

// R13 uses R12.
func (f *Feeder) R13(ctx context.Context) (m map[string]Item, err error) {
	err = f.R12(ctx, "/v4/r13", func(resp *http.Response) error {
		if resp.StatusCode != 200 {
			return asError(resp)
		}
		return json.NewDecoder(resp.Body).Decode(&m)
	})
	return m, err
}

// R14 hands the response up with its bytes.
func (f *Feeder) R14(ctx context.Context) (*http.Response, []byte, error) {
	resp, err := f.patient(ctx, "/v4/r14")
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp, b, err
}
