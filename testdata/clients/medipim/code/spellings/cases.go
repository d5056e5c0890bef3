package spellings

import "net/http"

// A switch without a tag has cases too: the second of two that are the same would never be chosen.
func repeated(resp *http.Response) error {
	env, err := decode(resp)
	switch {
	case err != nil:
		return err
	case env.Error.Code == "not_found":
		return errGone
	case env.Error.Code == "not_fond": // want medipimcode/unknown
		return errOther
	case env.Error.Code == "server_eror" || env.Error.Code == "server_errors": // want medipimcode/unknown medipimcode/unknown
		return errBusy
	case "no_authorized" == env.Error.Code: // want medipimcode/unknown
		return errRefused
	case env.Error.Code == "not_authorised": // want medipimcode/unknown
		return errOther
	}
	return nil
}

// Of another value, or with another condition, it is another case.
func alike(resp *http.Response, kind string) error {
	env, err := decode(resp)
	switch {
	case err != nil:
		return err
	case kind == "not_found":
		return errGone
	case env.Error.Code == "not_found" && kind == "product":
		return errGone
	case env.Error.Code == "not_fond": // want medipimcode/unknown
		return errOther
	case env.Error.Code != "validation_failed" && kind == "":
		return errRefused
	case env.Error.Code == "validation_fail": // want medipimcode/unknown
		return errOther
	}
	return nil
}
