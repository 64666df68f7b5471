package posts

import (
	"context"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func (d *Desk) fillMedia(context.Context, *contract.PostReading) {}
