package medipimtools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
)

// Thing is a thing.
type Thing struct {
	ID int `json:"id"`
}

// problem is not reported: it is the look that the functions below have in common.
func problem(resp *http.Response) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		return errLimit
	}
	return fault(resp)
}

// InCase is not reported: the decode stands in the case of the 200.
func (t *Tool) InCase(ctx context.Context) (th Thing, err error) {
	resp, err := t.get(ctx, "/v4/case")
	if err != nil {
		return th, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&th)
	case http.StatusTooManyRequests:
		err = errLimit
	default:
		err = errors.New(resp.Status)
	}
	return th, err
}

// Jump is not reported: goto keeps the errors from the decode.
func (t *Tool) Jump(ctx context.Context) (th Thing, err error) {
	resp, err := t.get(ctx, "/v4/jump")
	if err != nil {
		return th, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		goto bad
	}
	err = json.NewDecoder(resp.Body).Decode(&th)
	return th, err
bad:
	return th, problem(resp)
}

// Guard is not reported: the flag that guards the decode comes from the status.
func (t *Tool) Guard(ctx context.Context) (th Thing, err error) {
	resp, err := t.get(ctx, "/v4/guard")
	if err != nil {
		return th, err
	}
	defer resp.Body.Close()
	fine := resp.StatusCode/100 == 2
	if fine {
		err = json.NewDecoder(resp.Body).Decode(&th)
		return th, err
	}
	return th, problem(resp)
}

var problems = map[int]error{
	http.StatusUnauthorized:    errors.New("tools: no login"),
	http.StatusTooManyRequests: errLimit,
}

// Table is not reported: the table has 429, and what it has not is asked for after.
func (t *Tool) Table(ctx context.Context) (th Thing, err error) {
	resp, err := t.get(ctx, "/v4/table")
	if err != nil {
		return th, err
	}
	defer resp.Body.Close()
	if err, bad := problems[resp.StatusCode]; bad {
		return th, err
	}
	if resp.StatusCode > 399 {
		return th, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&th)
	return th, err
}

// Digits is not reported: the first digit of the HTTP status decides.
func (t *Tool) Digits(ctx context.Context) (th Thing, err error) {
	resp, err := t.get(ctx, "/v4/digits")
	if err != nil {
		return th, err
	}
	defer resp.Body.Close()
	switch digits := strconv.Itoa(resp.StatusCode); {
	case digits == "429":
		return th, errLimit
	case digits[0] != '2':
		return th, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&th)
	return th, err
}

type reply struct {
	status int
	body   []byte
}

// reply is not reported: the bytes go with their status.
func (t *Tool) reply(ctx context.Context, path string) (r reply, err error) {
	resp, err := t.get(ctx, path)
	if err != nil {
		return r, err
	}
	defer resp.Body.Close()
	r.status = resp.StatusCode
	if r.status == http.StatusTooManyRequests {
		return r, errLimit
	}
	r.body, err = io.ReadAll(resp.Body)
	return r, err
}

// OfReply is not reported: the status that came with the bytes is looked at.
func (t *Tool) OfReply(ctx context.Context) (th Thing, err error) {
	r, err := t.reply(ctx, "/v4/reply")
	if err != nil {
		return th, err
	}
	if r.status != http.StatusOK {
		return th, fmt.Errorf("reply: %d", r.status)
	}
	err = json.Unmarshal(r.body, &th)
	return th, err
}

// Refuse is not reported: the body of the 422 goes to the user as it is.
func (t *Tool) Refuse(ctx context.Context) error {
	resp, err := t.get(ctx, "/v4/refuse")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		fmt.Fprintln(os.Stderr, "refused:")
		_, err := io.Copy(os.Stderr, resp.Body)
		return errors.Join(errors.New("refused"), err)
	}
	return problem(resp)
}

// Refusal has the answer that it is about.
type Refusal struct {
	Header http.Header
	Body   json.RawMessage
}

func (r *Refusal) Error() string { return "refused" }

// RefuseRaw is not reported: the error has the body of the 422.
func (t *Tool) RefuseRaw(ctx context.Context) error {
	resp, err := t.get(ctx, "/v4/refuse")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		r := &Refusal{Header: resp.Header}
		if r.Body, err = io.ReadAll(resp.Body); err != nil {
			return err
		}
		return r
	}
	return problem(resp)
}

// violations is not reported: it finds them beside the error and inside it.
func violations(r io.Reader) ([]json.RawMessage, error) {
	var env struct {
		Violations []json.RawMessage `json:"violations"`
		Error      struct {
			Code       string            `json:"code"`
			Violations []json.RawMessage `json:"violations"`
		} `json:"error"`
	}
	err := json.NewDecoder(r).Decode(&env)
	return append(env.Violations, env.Error.Violations...), err
}

// RefuseList is not reported: the helper decodes the violations.
func (t *Tool) RefuseList(ctx context.Context) error {
	resp, err := t.get(ctx, "/v4/refuse")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		list, err := violations(resp.Body)
		if err != nil {
			return err
		}
		return fmt.Errorf("refused: %s", list)
	}
	return problem(resp)
}
