package mediafetch

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dghubble/sling"
	"github.com/levigross/grequests"
	"github.com/parnurzeal/gorequest"
	"gopkg.in/h2non/gentleman.v2"
	"gopkg.in/h2non/gentleman.v2/plugins/auth"
	"gopkg.in/h2non/gentleman.v2/plugins/transport"
)

// Underneath has its retries in the transport.
// ok: sling over a transport that retries 429
func Underneath(product string) ([]Medium, error) {
	var found []Medium
	resp, err := slingBase.New().Post("media/query").BodyJSON(MediaQuery{Product: product}).ReceiveSuccess(&found)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return found, nil
}

// ByHand retries by hand.
// ok: a loop around sling, which makes the body anew
func ByHand(product string) ([]Medium, error) {
	s := sling.New().Base(root).Post("media/query").BodyJSON(MediaQuery{Product: product})
	for n := 1; n <= 5; n++ {
		var (
			found []Medium
			fail  Failure
		)
		resp, err := s.Receive(&found, &fail)
		switch {
		case err != nil:
			return nil, err
		case resp.StatusCode == http.StatusOK:
			return found, nil
		case fail.Error.Code == "too_many_requests":
			time.Sleep(time.Duration(n*n) * time.Second)
		default:
			return nil, fmt.Errorf("media: %d (%d) %s", resp.StatusCode, fail.Error.Status, fail.Error.Message)
		}
	}
	return nil, errors.New("media: still throttled")
}

// Listed has 429 in gorequest's list.
// ok: Retry with 429
func Listed(product string) ([]Medium, error) {
	resp, body, errs := gorequest.New().
		Post(root+"media/query").
		Send(MediaQuery{Product: product}).
		Retry(4, 2*time.Second, http.StatusTooManyRequests, http.StatusBadGateway).
		EndBytes()
	if errs != nil {
		return nil, errors.Join(errs...)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var out []Medium
	return out, json.Unmarshal(body, &out)
}

// Struct decodes first and looks before it uses what it has.
// ok: the status is tested between the decode and the first use
func Struct(id int) (Medium, error) {
	var m Medium
	resp, _, errs := gorequest.New().
		Get(fmt.Sprintf("%smedia/%d", root, id)).
		Retry(2, time.Second, 429).
		EndStruct(&m)
	if errs != nil {
		return Medium{}, errors.Join(errs...)
	}
	if resp.StatusCode != http.StatusOK {
		return Medium{}, errors.New(resp.Status)
	}
	return m, nil
}

// Session looks at Ok.
// ok: Ok of grequests
func Session() ([]Medium, error) {
	resp, err := session.Get(root+"banners", &grequests.RequestOptions{Params: map[string]string{"size": "xl"}})
	if err != nil {
		return nil, err
	}
	if !resp.Ok {
		return nil, fmt.Errorf("banners: HTTP %d", resp.StatusCode)
	}
	var out []Medium
	return out, resp.JSON(&out)
}

// Loop is grequests in a loop.
// ok: 429 waited for
func Loop(id int) (string, error) {
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		resp, err := grequests.Get(fmt.Sprintf("%smedia/%d/alt", root, id), nil)
		if err != nil {
			return "", err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Close()
			time.Sleep(wait)
			continue
		}
		if !resp.Ok {
			return "", fmt.Errorf("alt: HTTP %d", resp.StatusCode)
		}
		return resp.String(), nil
	}
	return "", errors.New("alt: throttled")
}

// Gentle looks at the two flags of gentleman.
// ok: ClientError and ServerError
func Gentle(product string) ([]Medium, error) {
	cli := gentleman.New().BaseURL(root).Use(transport.Set(waiting())).Use(auth.Basic("key", "secret"))
	res, err := cli.Get().AddPath("media/" + product).Send()
	if err != nil {
		return nil, err
	}
	defer res.Close()
	if res.ClientError || res.ServerError {
		return nil, fmt.Errorf("media: HTTP %d", res.StatusCode)
	}
	var out []Medium
	return out, res.JSON(&out)
}

// Why hands the body on.
// ok: a 422 with its raw body
func Why(m Medium) error {
	resp, err := session.Post(root+"media", &grequests.RequestOptions{JSON: m})
	if err != nil {
		return err
	}
	defer resp.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return fmt.Errorf("photo %d was not taken: %s", m.ID, resp.Bytes())
	}
	if !resp.Ok {
		return fmt.Errorf("photo %d: HTTP %d", m.ID, resp.StatusCode)
	}
	return nil
}

// Resize asks the image server.
// ok: another host, no retry, no look
func Resize(id int) ([]byte, error) {
	_, body, errs := gorequest.New().Get(fmt.Sprintf("https://img.example.com/%d/200x200", id)).EndBytes()
	return body, errors.Join(errs...)
}
