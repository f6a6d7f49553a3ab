package policycheck.text_test

import data.policycheck.text
import rego.v1

always := [{"published": "", "value": "2023-09-01"}]

twice := [
	{"published": "", "value": 100},
	{"published": "2023-08-02", "value": 200},
]

unordered := [
	{"published": "2023-08-02", "value": 200},
	{"published": "2023-10-01", "value": 300},
	{"published": "2023-06-01", "value": 100},
]

test_a_text_without_a_day_of_publication_holds_from_the_beginning if {
	text.parameters({"p": always}) == {"p": "2023-09-01"} with input.known_at as "1700-01-01"
}

test_the_day_before_a_publication_has_the_text_before_it if {
	text.parameters({"p": twice}) == {"p": 100} with input.known_at as "2023-08-01"
}

test_the_day_of_a_publication_has_its_text if {
	text.parameters({"p": twice}) == {"p": 200} with input.known_at as "2023-08-02"
}

test_a_publication_holds_until_the_next if {
	text.parameters({"p": unordered}) == {"p": 200} with input.known_at as "2023-09-30"
	text.parameters({"p": unordered}) == {"p": 300} with input.known_at as "2023-10-01"
}

test_the_order_in_which_versions_are_written_does_not_matter if {
	text.parameters({"p": unordered}) == {"p": 100} with input.known_at as "2023-07-01"
}

test_a_parameter_that_was_not_yet_published_has_no_value if {
	text.parameters({"p": unordered, "q": always}) == {"q": "2023-09-01"} with input.known_at as "2023-05-31"
}

test_a_value_can_be_false_or_an_object if {
	versions := {
		"p": [{"published": "", "value": false}],
		"q": [{"published": "", "value": {"2021": "2021-12-31"}}],
	}
	text.parameters(versions) == {"p": false, "q": {"2021": "2021-12-31"}} with input.known_at as "2024-01-01"
}

test_no_parameters_have_no_values if {
	text.parameters({}) == {} with input.known_at as "2024-01-01"
}
