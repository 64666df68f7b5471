package app

import (
	"context"
	"fmt"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func searchAttributes() map[string]enumspb.IndexedValueType {
	return map[string]enumspb.IndexedValueType{
		contract.SearchCounterparty: enumspb.INDEXED_VALUE_TYPE_KEYWORD,
		contract.SearchAmount:       enumspb.INDEXED_VALUE_TYPE_DOUBLE,
		contract.SearchCurrency:     enumspb.INDEXED_VALUE_TYPE_KEYWORD,
		contract.SearchStatus:       enumspb.INDEXED_VALUE_TYPE_KEYWORD,
		contract.SearchWaitingSince: enumspb.INDEXED_VALUE_TYPE_DATETIME,
	}
}

// ensureSearchAttributes adds what an outside cluster lacks. A cluster that
// does not let us (Temporal Cloud) must have them already; then the sentence
// names what to add by hand.
func ensureSearchAttributes(ctx context.Context, c client.Client, namespace string) error {
	have, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: namespace})
	missing := map[string]enumspb.IndexedValueType{}
	var names []string
	for name, kind := range searchAttributes() {
		if err == nil && have.GetCustomAttributes()[name] == kind {
			continue
		}
		missing[name] = kind
		names = append(names, name+" ("+kind.String()+")")
	}
	if len(missing) == 0 {
		return nil
	}
	_, addErr := c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{Namespace: namespace, SearchAttributes: missing})
	if addErr != nil && err == nil {
		return fmt.Errorf("the namespace %s lacks search attributes and does not let us add them; add these in your Temporal console: %s: %w",
			namespace, strings.Join(names, ", "), addErr)
	}
	// Where neither listing nor adding is allowed, the first process tells plainly what is missing.
	return nil
}
