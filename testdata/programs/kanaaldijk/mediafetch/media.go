//medipimlint:client

// Package mediafetch fetches photos and leaflets, with one small library or
// another.
package mediafetch

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/dghubble/sling"
	"github.com/levigross/grequests"
	"github.com/parnurzeal/gorequest"
	"gopkg.in/h2non/gentleman.v2"
	"gopkg.in/h2non/gentleman.v2/plugins/transport"
)

const root = "https://api.medipim.be/v4/"

// Medium is a photo.
type Medium struct {
	ID  int    `json:"id"`
	URL string `json:"url"`
}

// MediaQuery is a query.
type MediaQuery struct {
	Product string `json:"product"`
	Kind    string `json:"kind,omitempty"`
}

// Failure is the error body.
type Failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// waiting retries 429 below whatever library lies on top of it.
func waiting() http.RoundTripper {
	return rehttp.NewTransport(nil,
		rehttp.RetryAll(rehttp.RetryMaxRetries(5), rehttp.RetryStatuses(http.StatusTooManyRequests, http.StatusServiceUnavailable)),
		rehttp.ExpJitterDelay(time.Second, time.Minute))
}

// Photos is a sling of photos.
func Photos(product string) ([]Medium, error) {
	var (
		found []Medium
		fail  Failure
	)
	s := sling.New().Base(root).Post("media/query").BodyJSON(MediaQuery{Product: product, Kind: "photo"})
	resp, err := s.Receive(&found, &fail) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("photos of %s: %d %s", product, resp.StatusCode, fail.Error.Message)
	}
	return found, nil
}

var slingBase = sling.New().Base(root).Client(&http.Client{Transport: waiting()})

// Leaflet is one leaflet of a product, or none.
func Leaflet(product string) (*Medium, error) {
	m, fail := new(Medium), new(Failure)
	_, err := slingBase.New().Get("leaflets/"+product).Receive(m, fail)
	switch {
	case err != nil:
		return nil, err
	case fail.Error.Status == http.StatusNotFound: // want medipimstatus/branch
		return nil, nil
	case fail.Error.Code != "":
		return nil, errors.New(fail.Error.Code)
	}
	return m, nil
}

// Publish publishes a photo.
func Publish(id int) error {
	fail := Failure{}
	resp, err := slingBase.New().Post(fmt.Sprintf("media/%d/publish", id)).Receive(nil, &fail)
	if err != nil {
		return err
	}
	if resp.StatusCode < 300 {
		return nil
	}
	if fail.Error.Code == "forbidden" { // want medipimcode/unknown
		return errors.New("this key may not publish")
	}
	if fail.Error.Message == "Not found" { // want medipimmessage/text
		return fmt.Errorf("no medium %d", id)
	}
	return fmt.Errorf("publish %d: %s", id, resp.Status)
}

// Nightly ends the night when it is too busy.
func Nightly(products []string) (all []Medium) {
	for _, p := range products {
		var part []Medium
		resp, err := sling.New().Base(root).Get("media").QueryStruct(MediaQuery{Product: p}).ReceiveSuccess(&part)
		if err != nil {
			log.Println(err)
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
			log.Fatalln("mediafetch: rate limit, stopping at", p)
		}
		if resp.StatusCode != http.StatusOK {
			log.Println(p, resp.Status)
			continue
		}
		all = append(all, part...)
	}
	return all
}

// Videos is of the time of gorequest. Its list is the one of the README.
func Videos(product string) ([]Medium, error) {
	agent := gorequest.New().Post(root + "media/query").Send(MediaQuery{Product: product, Kind: "video"})
	agent.Retry(3, 5*time.Second, http.StatusInternalServerError, http.StatusBadGateway) // want medipimretry/incomplete
	resp, body, errs := agent.EndBytes()
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("videos: %s", resp.Status)
	}
	var out []Medium
	return out, json.Unmarshal(body, &out)
}

// Covers does not retry.
func Covers(product string) (string, error) {
	resp, body, errs := gorequest.New().Get(root + "covers/" + product).End() // want medipimretry/missing
	if errs != nil {
		return "", errs[0]
	}
	if resp.StatusCode/100 != 2 {
		return "", fmt.Errorf("covers: %s", resp.Status)
	}
	return body, nil
}

var session = grequests.NewSession(&grequests.RequestOptions{HTTPClient: &http.Client{Transport: waiting()}})

// Banners trusts every answer.
func Banners() ([]Medium, error) {
	resp, err := session.Get(root+"banners", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Close()
	var out []Medium
	if err := resp.JSON(&out); err != nil { // want medipimunchecked/unchecked
		return nil, fmt.Errorf("banners: %w", err)
	}
	return out, nil
}

// Posters trusts every answer too.
func Posters(product string) ([]Medium, error) {
	cli := gentleman.New().URL(root).Use(transport.Set(waiting()))
	res, err := cli.Request().Method("POST").Path("/v4/media/query").JSON(MediaQuery{product, "poster"}).Send()
	if err != nil {
		return nil, err
	}
	var out []Medium
	return out, res.JSON(&out) // want medipimunchecked/unchecked
}

// Sizes tells the desk why a photo was not taken.
func Sizes(m Medium) error {
	resp, err := session.Post(root+"media", &grequests.RequestOptions{JSON: m})
	if err != nil {
		return err
	}
	defer resp.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("photo %d was not taken", m.ID)
	}
	if !resp.Ok {
		return fmt.Errorf("photo %d: HTTP %d", m.ID, resp.StatusCode)
	}
	return nil
}
