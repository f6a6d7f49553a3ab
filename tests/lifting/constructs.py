"""One small rule for each construct that lifting follows; each is asked for its rule ``p``."""

CONSTRUCTS: dict[str, str] = {
    # ## Rules
    "a fact": "p := input.yes",
    "a rule without a value": "p if input.yes",
    "a comparison as a value": "p := input.number >= 3",
    "default": "default p := false\n\np if {\n\tinput.yes\n\tinput.number > 2\n}",
    "else": (
        'p := "first" if {\n\tinput.yes\n} else := "second" if {\n\tinput.no\n} else := "third"'
    ),
    "else without an end": "p := 1 if {\n\tinput.yes\n} else := input.number if {\n\tinput.no\n}",
    "several rules": 'p := "low" if input.number < 3\n\np := "high" if input.number > 3',
    "a conflict": "p := 1 if input.yes\n\np := 2 if input.no",
    "a conflict of facts": "p := input.number if input.yes\n\np := input.limit if input.no",
    "a conflict elsewhere": (
        "q := 1 if input.yes\n\nq := 2 if input.no\n\np if {\n\tinput.number > 2\n\tq > 0\n}"
    ),
    "a rule of a rule": "q := input.group\n\nr := q.within\n\np := r.no",
    # ## Objects and sets of rules
    "conditions": (
        'p["one"] := input.yes\n\np["two"] if input.number > 2\n\np["two"] := false if input.number'
        ' <= 2\n\np["three"] := "open" if input.no'
    ),
    "a conflict of members": 'p["one"] := input.yes\n\np["one"] := input.no',
    "a partial set": 'p contains "a" if input.yes\n\np contains "b" if input.no',
    "a partial set of facts": (
        "p contains input.form\n\np contains input.other_form if input.yes\n\np contains input.day"
    ),
    "a member by a code": "p[input.form] := input.number\n\np[input.other_form] := 3",
    "objects of objects": (
        'q["a"]["one"] := input.yes\n\nq["a"]["two"] := input.no\n\nq["b"]["one"] := input.number'
        "\n\np := q.a"
    ),
    "an object with a key left out": (
        'p := {key: 1 | some key in ["yes", "no"]; input[key] == true}'
    ),
    # ## Functions
    "a function": "f(x) := x + 1\n\np := f(input.number)",
    "a function with several clauses": (
        'f("contract") := 1\n\nf("addendum") := 2\n\nf(x) := 3 if x == "none"\n\np := f(input.form)'
    ),
    "a function with else": (
        "larger(a, b) := a if {\n\ta > b\n} else := b\n\np := larger(input.number, input.limit)"
    ),
    "a function that conflicts": (
        "f(x) := 1 if x > 2\n\nf(x) := 2 if x > 3\n\np := f(input.number)"
    ),
    "a function of objects": ("f(x) := x.number if x.yes\n\np := [f(input.group), f(input)]"),
    "a function in a function": (
        "f(x) := x.euros * 100\n\ng(x) := y if {\n\ty := f(x) + 1\n}\n\np := g(input)"
    ),
    "a function that returns early": ("f(x) if x.yes\n\nf(x) if x.no\n\np := 1 if f(input)"),
    # ## Negation
    "not": "p if not input.yes",
    "not of a comparison": "p if {\n\tinput.number\n\tnot input.number > 2\n}",
    "not of a rule": "q if {\n\tinput.yes\n\tinput.number > 2\n}\n\np if not q",
    "not of a member": 'p if not "contract" in {form | some form in input.forms}',
    "not twice": "q if not input.yes\n\np if not q",
    # ## Comprehensions
    "an array": "p := [claim.euros | some claim in input.claims]",
    "an array under a condition": (
        "p := [claim.form | some claim in input.claims; claim.paid; claim.euros > 100]"
    ),
    "a set": "p := {claim.form | some claim in input.claims}",
    "a set of days": "p := {claim.on | some claim in input.claims}",
    "an object": (
        'p := {year: value | some year in ["2021", "2023"]; value := input.turnover[year]}'
    ),
    "an object of facts": "p := {name: value | some name, value in input.turnover; value > 100}",
    "a comprehension in another": (
        "p := [found | some year in data.made_data.years; found := {form | some claim in"
        " input.claims; form := claim.form; input.turnover[year] > claim.euros}]"
    ),
    "a comprehension over two": (
        "p := {claim.form | some claim in input.claims; some form in input.forms;"
        " form == claim.form}"
    ),
    "a comprehension over a rule": (
        'q["a"] := input.yes\n\nq["b"] := input.no\n\np := {key | some key in object.keys(q);'
        " q[key] == true}"
    ),
    "a set by a look-up": (
        'q["a"] := input.yes\n\nq["b"] := input.no\n\np := {key | q[key] == true}'
    ),
    # ## Some, every, in
    "some": "p if {\n\tsome claim in input.claims\n\tclaim.paid\n\tclaim.euros >= 100\n}",
    "some with a key": "p := year if {\n\tsome year, euros in input.turnover\n\teuros > 100\n}",
    "some over constants": (
        "p if {\n\tsome year in data.made_data.years\n\tinput.turnover[year] >= 100\n}"
    ),
    "some over objects of data": (
        "p := rate.rate if {\n\tsome rate in data.made_data.rates\n\trate.form == input.form\n}"
    ),
    "every": "p if {\n\tevery claim in input.claims {\n\t\tclaim.euros >= 100\n\t}\n}",
    "every with a key": (
        "p if {\n\tevery year, euros in input.turnover {\n\t\teuros > 0\n\t\tyear in"
        " data.made_data.years\n\t}\n}"
    ),
    "every over constants": (
        "p if {\n\tevery year in data.made_data.years {\n\t\tinput.turnover[year] < 100\n\t}\n}"
    ),
    "every over a rule": (
        "q := [claim | some claim in input.claims; claim.paid]\n\np if {\n\tinput.claims\n\tevery"
        " claim in q {\n\t\tclaim.on < input.as_of\n\t}\n}"
    ),
    "every over no collection": (
        'p := "every" if {\n\tevery x in input.number {\n\t\tx > 0\n\t}\n} else := input.yes'
    ),
    "in an array of the case": 'p := "contract" in input.forms',
    "in a set of constants": 'p := input.form in {"contract", "addendum"}',
    "in data": "p := input.form in data.made_data.forms",
    "in a set of facts": "p := input.form in {form | some form in input.forms}",
    "in the values of an object": "p := 100 in {input.number, input.limit, 100}",
    # ## Objects
    "object.get": 'p := object.get({"a": 1, "b": input.number}, "b", 2)',
    "object.get by a path": (
        'q["a"]["b"] := input.number\n\np := object.get(q, ["a", "b"], "none")'
    ),
    "object.keys": 'q["a"] := input.yes\n\nq["b"] := 1 if input.no\n\np := object.keys(q)',
    "object.remove": 'q["a"] := input.yes\n\nq["b"] := input.no\n\np := object.remove(q, ["a"])',
    "object.union": (
        'q["a"] := input.yes\n\nq["b"] := input.no\n\nr["b"] := input.number\n\n'
        'r["c"] := 1 if input.yes\n\np := object.union(q, r)'
    ),
    "object.union_n": (
        'q["a"] := input.yes\n\nr["a"] := input.number if input.no\n\nr["c"] := 1\n\n'
        "p := object.union_n([q, r])"
    ),
    "objects compared": ('q["a"] := input.yes\n\nr["a"] := input.no\n\np := q == r'),
    "objects that differ": (
        'q["a"] := input.number\n\nr["a"] := input.limit\n\nr["b"] := 1 if input.yes\n\np := q != r'
    ),
    "a member of an object that is chosen": (
        'q := {"a": input.number} if input.yes\n\nq := {"a": 3, "b": 4} if input.no\n\n'
        'p := [q.a, object.get(q, "b", 0)]'
    ),
    # ## Sets
    "and of sets": "p := {form | some form in input.forms} & {input.form, input.other_form}",
    "or of sets": "p := {form | some form in input.forms} | {input.form}",
    "difference of sets": "p := {form | some form in input.forms} - {input.form}",
    "union": "p := union({{form | some form in input.forms}, {input.form}})",
    "sets compared": "p := {form | some form in input.forms} == {input.form}",
    "array.concat": (
        "p := array.concat([input.number | input.yes], [claim.euros | some claim in input.claims])"
    ),
    # ## Aggregates
    "count of an array": "p := count(input.claims)",
    "count of what is left": "p := count([1 | some claim in input.claims; claim.paid])",
    "count of a set": "p := count({claim.form | some claim in input.claims})",
    "count of different days": "p := count({claim.on | some claim in input.claims})",
    "count of an object": (
        "p := count({year: 1 | some year in data.made_data.years; input.turnover[year] > 100})"
    ),
    "count compared": "p if count({form | some form in input.forms}) == 2",
    "sum": "p := sum([claim.euros | some claim in input.claims])",
    "sum compared": (
        "p if sum([claim.euros | some claim in input.claims; claim.paid]) > input.ceiling"
    ),
    "sum of fte": "p := sum([claim.fte | some claim in input.claims; claim.fte]) >= 1.3",
    "max": "p := max([claim.on | some claim in input.claims])",
    "min": "p := min([claim.on | some claim in input.claims; claim.paid])",
    "max of a set": "p := max({claim.on | some claim in input.claims})",
    "max of constants": 'p := max([x | some x in ["2022", "2023"]; input.turnover[x] > 100])',
    "max of rows": "p := max([input.day, input.until])",
    "sort": 'p := sort([year | some year in ["2022", "2021"]; input.turnover[year] > 100])[0]',
    "the first": "p := [claim.euros | some claim in input.claims; claim.paid][0]",
    "an item at a place": "p := input.claims[1].form",
    # ## Numbers
    "plus": "p := input.number + input.limit",
    "minus": "p := input.number - input.limit",
    "plus of amounts": "p := (input.euros + input.ceiling) == 0.3",
    "mul": "p := input.number * 3",
    "mul of a share": "p := input.euros >= 0.7 * input.ceiling",
    "round": "p := round(input.euros * 100)",
    "cents of a share": "p := round(input.euros * 100) * 10 >= round(input.ceiling * 100) * 7",
    "a number as it is": "p := input.euros",
    "numbers compared": "p := [input.euros == 0.3, input.euros > 99.995, 100 <= input.euros]",
    "amounts compared": "p := input.euros <= input.ceiling",
    "an amount and a whole number": "p := input.euros == input.number",
    "numbers that differ": "p := input.number != input.limit",
    "fte and amounts": "p := input.fte < input.euros",
    "fte as text has it": "p := input.fte + 0.6 >= 1.3",
    "number or nothing": "p := n if {\n\tn := input.number - 2\n\tn >= 0\n} else := 0",
    # ## Days
    "days compared": "p := [input.day < input.until, input.day == input.as_of]",
    "a day and a constant": 'p := [input.day <= "2023-01-01", "2023-02-28" != input.day]',
    "a day and what is no day": 'p := [input.day < "9999", input.day > ""]',
    "years before": "p := dates.years_before(input.day, 5)",
    "months after": "p := dates.months_after(input.day, 1) > input.until",
    "days after": "p := dates.days_after(input.day, 30)",
    "working days after": "p := dates.working_days_after(input.day, 5, data.made_data.holidays)",
    "no working days after": (
        "p := [later |\n\tsome number in [-1, 0, 1]\n\tlater := dates.working_days_after(input.day,"
        " number, data.made_data.holidays)\n]"
    ),
    "a year": 'p := dates.year(input.day) - dates.year("2021-05-01")',
    "days of claims": (
        "p if {\n\tsome claim in input.claims\n\tdates.year(claim.on) == 2023\n\tclaim.on >="
        " dates.years_before(input.as_of, 1)\n}"
    ),
    # ## Codes and texts
    "a code": 'p := input.form == "contract"',
    "two codes": "p := input.form == input.other_form",
    "a code that is not one": 'p := input.form != "unheard of"',
    "a text": 'p := input.name == "Zorg é"',
    "an identifier": 'p := input.uzovi in {"3310", "0101"}',
    "a text as it is": "p := input.name",
    "things of two kinds": "p := [input.number == input.name, input.yes == 1]",
    "null": "p := [input.yes == null, null == null]",
    # ## The case as a whole
    "an object of the case": "p if input.group",
    "an object of the case gone through": (
        "p contains name if {\n\tsome name, value in input.turnover\n\tvalue > 100\n}"
    ),
    "an empty list is known": "p := count(input.forms) == 0",
    "a list that is known": "p if input.claims",
    "records with members missing": (
        "p if {\n\tsome claim in input.claims\n\tnot claim.paid\n\tclaim.form == input.form\n}"
    ),
    # ## Parameters
    "parameters by the day of the text": (
        "parameters := text.parameters(data.made_data.parameters)\n\np := parameters.minimum"
    ),
    "a parameter compared": (
        "parameters := text.parameters(data.made_data.parameters)\n\n"
        "p := input.euros >= parameters.minimum"
    ),
    "a parameter that is not there yet": (
        "parameters := text.parameters(data.made_data.parameters)\n\n"
        "p := input.day <= parameters.last_day"
    ),
    "data": "p := input.number > data.made_data.limits.low",
    "data by its name": 'p := input.euros * data.made_data.limits["share"]',
    # ## Locals
    "a local": "p := x if {\n\tx := input.number + 1\n\tx > 3\n}",
    "a local of a truth value": "p := x if {\n\tx := input.number > input.limit\n\tinput.yes\n}",
    "an object that is made": 'p := {"a": input.yes, "b": {"c": input.number}}.b.c',
}
