package restyways

import "encoding/json"

var unmarshal = json.Unmarshal
