package medipimworkers

import (
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"
)

// Pool has workers on one queue.
type Pool struct {
	hc   *http.Client
	root string
	jobs chan string
	wg   sync.WaitGroup
}

// Start sets the workers going.
func (p *Pool) Start(n int) {
	for range n {
		p.wg.Go(p.requeueing)
		p.wg.Go(p.resting)
		p.wg.Go(p.quitting)
		p.wg.Go(p.complaining)
		p.wg.Go(p.postponing)
		p.wg.Go(p.inPlace)
	}
}

// requeueing puts a throttled job back, and takes the next at once.
func (p *Pool) requeueing() {
	for id := range p.jobs {
		resp, err := p.hc.Get(p.root + "/v4/products/find?id=" + id)
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			p.jobs <- id
			continue
		}
		log.Print(id, " ", resp.Status)
	}
}

// resting puts a throttled job back, and rests before the next.
func (p *Pool) resting() {
	for id := range p.jobs {
		resp, err := p.hc.Get(p.root + "/v4/products/find?id=" + id)
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(5 * time.Second)
			p.jobs <- id
			continue
		}
		log.Print(id, " ", resp.Status)
	}
}

// quitting stops working at a 429, and the job is lost.
func (p *Pool) quitting() {
	for id := range p.jobs {
		resp, err := p.hc.Get(p.root + "/v4/products/find?id=" + id)
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			log.Print("too fast, stopping")
			return
		}
		log.Print(id, " ", resp.Status)
	}
}

// complaining logs every bad status alike.
func (p *Pool) complaining() {
	for id := range p.jobs {
		resp, err := p.hc.Get(p.root + "/v4/products/find?id=" + id) // want medipimretry/missing
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode >= 400 {
			log.Printf("%s: %s", id, resp.Status)
		}
	}
}

// postponing has a timer put the job back.
func (p *Pool) postponing() {
	for id := range p.jobs {
		resp, err := p.hc.Get(p.root + "/v4/products/find?id=" + id)
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.AfterFunc(5*time.Second, func() { p.jobs <- id })
			continue
		}
		log.Print(id, " ", resp.Status)
	}
}

// inPlace keeps the job, and tries it again itself.
func (p *Pool) inPlace() {
	for id := range p.jobs {
		for attempt := range 5 {
			resp, err := p.hc.Get(p.root + "/v4/products/find?id=" + id)
			if err != nil {
				log.Print(err)
				break
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests {
				log.Print(id, " ", resp.Status)
				break
			}
			time.Sleep(time.Second << attempt)
		}
	}
}

// round sends each id once, and gives back the ones that were throttled.
func (p *Pool) round(ids []string) (left []string, err error) {
	for _, id := range ids {
		resp, err := p.hc.Get(p.root + "/v4/brands/find?id=" + id)
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			left = append(left, id)
		case resp.StatusCode >= 400:
			return nil, fmt.Errorf("brand %s: %s", id, resp.Status)
		}
	}
	return left, nil
}

// Rounds goes round with those that are left, after a minute.
func (p *Pool) Rounds(ids []string) (err error) {
	for len(ids) > 0 {
		if ids, err = p.round(ids); err != nil {
			return err
		}
		time.Sleep(time.Minute)
	}
	return nil
}

// send hands the bare answer to the functions below.
func (p *Pool) send(path string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, p.root+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return p.hc.Do(req)
}

// Media calls send in a loop that knows 429.
func (p *Pool) Media(id string) error {
	for range 5 {
		resp, err := p.send("/v4/media/find?id=" + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("media: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("media: no luck")
}

// Brand calls send once.
func (p *Pool) Brand(id string) error {
	resp, err := p.send("/v4/brands/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("brand: %s", resp.Status)
	}
	return nil
}

// Substance calls send once, and a 429 is an error made there.
func (p *Pool) Substance(id string) error {
	resp, err := p.send("/v4/substances/find?id=" + id)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode == 429:
		return fmt.Errorf("substance %s: throttled", id)
	case resp.StatusCode >= 400:
		return fmt.Errorf("substance: %s", resp.Status)
	}
	return nil
}

// Labels calls send for a list, page by page, which tries nothing twice.
func (p *Pool) Labels(pages int) error {
	for page := range pages {
		resp, err := p.send(fmt.Sprintf("/v4/products/find?page=%d", page)) // want medipimretry/missing
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("labels: %s", resp.Status)
		}
	}
	return nil
}
