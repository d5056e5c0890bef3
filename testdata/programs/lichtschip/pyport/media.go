package pyport

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// The statuses of the old script.
var mediaForcelist = []int{500, 502, 503, 504}

// Download fetches the description of a picture.
func (s *Session) Download(id int, w io.Writer) error {
	url := fmt.Sprintf("%s/v4/media/find?id=%d", s.MedipimBase, id)
	for n := 1; ; n++ {
		res, err := http.Get(url)
		if err != nil {
			return err
		}
		if n < 5 && anyOf(mediaForcelist, res.StatusCode) { // want medipimretry/incomplete
			res.Body.Close()
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return fmt.Errorf("picture %d: %s", id, res.Status)
		}
		_, err = io.Copy(w, res.Body)
		return err
	}
}

func anyOf(list []int, status int) bool {
	for _, s := range list {
		if s == status {
			return true
		}
	}
	return false
}
