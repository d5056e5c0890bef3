package predicates

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type statusErr struct {
	code int
	path string
}

func (e *statusErr) Error() string { return fmt.Sprintf("%s: status %d", e.path, e.code) }

func (m *MedipimLeaflets) once(path string) (l Leaflet, err error) {
	resp, err := m.HTTP.Get(m.Base + path)
	if err != nil {
		return l, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return l, &statusErr{resp.StatusCode, path}
	}
	err = json.NewDecoder(resp.Body).Decode(&l)
	return l, err
}

// Short asks the error for a status from 500 on.
func (m *MedipimLeaflets) Short(id string) (Leaflet, error) {
	var last error
	for range 3 {
		l, err := m.once("/leaflets/" + id + "/short")
		var se *statusErr
		if errors.As(err, &se) && se.code >= 500 { // want medipimretry/incomplete
			last = err
			time.Sleep(time.Second)
			continue
		}
		return l, err
	}
	return Leaflet{}, last
}
