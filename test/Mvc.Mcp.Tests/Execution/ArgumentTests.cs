using System.Text;
using System.Text.Json;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Tests.Execution;

public class ArgumentTests
{
    [Theory]
    [InlineData("Integer", "5", "?v=5")]
    [InlineData("Integer", "\"5\"", "?v=5")]
    [InlineData("Integer", "5.0", "?v=5")]
    [InlineData("Integer", "123456789012345678901234567890", "?v=123456789012345678901234567890")]
    [InlineData("Number", "\"2.5\"", "?v=2.5")]
    [InlineData("Boolean", "\"True\"", "?v=true")]
    [InlineData("Boolean", "false", "?v=false")]
    [InlineData("String", "7", "?v=7")]
    [InlineData("String", "\"a b&c=é\"", "?v=a%20b%26c%3D%C3%A9")]
    [InlineData("Array", "[1,\"2\"]", "?v=1&v=2")]
    [InlineData("Array", "3", "?v=3")]
    [InlineData("Array", "\"[4,5]\"", "?v=4&v=5")]
    [InlineData("Array", "[5.0,6e0]", "?v=5&v=6")]
    [InlineData("Object", "{\"a\":1,\"b\":2}", "?v%5Ba%5D=1&v%5Bb%5D=2")]
    [InlineData("Object", "\"{\\\"a\\\":1}\"", "?v%5Ba%5D=1")]
    public void A_harmless_slip_is_mended(string kindName, string given, string query)
    {
        var kind = Enum.Parse<ArgumentKind>(kindName);
        var itemKind = kind == ArgumentKind.Array ? ArgumentKind.Integer : ArgumentKind.Any;

        var (request, errors) = Bind(Plan("GET", "/", BindingOf.Argument("v", ArgumentLocation.Query, kind, itemKind)), $$"""{"v":{{given}}}""");

        errors.Should().BeEmpty();
        request!.QueryString.Should().Be(query);
    }

    [Theory]
    [InlineData("Integer", "\"abc\"", "'v' was given the string \"abc\"; expected an integer.")]
    [InlineData("Integer", "5.5", "'v' was given the number 5.5; expected an integer.")]
    [InlineData("Boolean", "\"yes\"", "'v' was given the string \"yes\"; expected true or false.")]
    [InlineData("Object", "[1]", "'v' was given the array [1]; expected an object.")]
    [InlineData("Object", "\"{oops\"", "'v' was given the string \"{oops\"; expected an object.")]
    [InlineData("String", "{}", "'v' was given the object {}; expected a string.")]
    [InlineData("Array", "[\"x\"]", "'v[0]' was given the string \"x\"; expected an integer.")]
    [InlineData("Array", "[1,null]", "'v[1]' was given null; expected an integer.")]
    public void What_cannot_be_mended_is_refused_with_what_was_given_and_what_is_expected(string kindName, string given, string message)
    {
        var kind = Enum.Parse<ArgumentKind>(kindName);
        var itemKind = kind == ArgumentKind.Array ? ArgumentKind.Integer : ArgumentKind.Any;

        var (request, errors) = Bind(Plan("GET", "/", BindingOf.Argument("v", ArgumentLocation.Query, kind, itemKind)), $$"""{"v":{{given}}}""");

        request.Should().BeNull();
        errors.Should().Be(message);
    }

    [Theory]
    [InlineData("""[{"a":1},{},{"a":2}]""")]
    [InlineData("""[{"a":1},null,{"a":2}]""")]
    [InlineData("""[{"a":1},{"a":null}]""")]
    [InlineData("[[],[1]]")]
    public void An_element_that_leaves_no_field_is_refused_because_those_behind_it_would_be_lost(string given)
    {
        var (request, errors) = Bind(Plan("GET", "/", BindingOf.Argument("v", ArgumentLocation.Query, ArgumentKind.Array)), $$"""{"v":{{given}}}""");

        request.Should().BeNull();
        errors.Should().StartWith($"'v' was given the array {given}; expected an array in which no element is empty or null");
    }

    [Theory]
    [InlineData("""{"k[0]":"w"}""", "an object whose names have no brackets")]
    [InlineData("""{"a":{}}""", "an object in which no member is an empty object or array")]
    [InlineData("""{"a":[]}""", "an object in which no member is an empty object or array")]
    [InlineData("""{"a":null}""", null)]
    public void An_entry_that_no_field_can_name_or_hold_is_refused(string given, string? expected)
    {
        var (request, errors) = Bind(Plan("GET", "/", BindingOf.Argument("v", ArgumentLocation.Query, ArgumentKind.Object)), $$"""{"v":{{given}}}""");

        if (expected is null)
            request.Should().NotBeNull();
        else
            errors.Should().StartWith($"'v' was given the object {given}; expected {expected}");
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var plan = Plan(
            "GET", "/{id}",
            BindingOf.Argument("id", ArgumentLocation.Path, ArgumentKind.Integer) with { Required = true },
            BindingOf.Argument("orderBy", ArgumentLocation.Query, ArgumentKind.String),
            BindingOf.Argument("limit", ArgumentLocation.Query, ArgumentKind.Integer));

        var (_, errors) = Bind(plan, """{"order_by":"name","limit":"many","zzz":1}""");

        errors.Split('\n').Should().Equal(
            "'id' is required and was not given; expected an integer.",
            "'limit' was given the string \"many\"; expected an integer.",
            "'order_by' is not an argument of this tool; did you mean 'orderBy'? It takes: id, orderBy, limit.",
            "'zzz' is not an argument of this tool.");
    }

    [Theory]
    [InlineData("\"a/b\"", false, "/files/a%2Fb", "a%2Fb")]
    [InlineData("\"a b\"", false, "/files/a%20b", "a b")]
    [InlineData("\"a/b c\"", true, "/files/a/b%20c", "a/b c")]
    [InlineData("\"a/\"", true, "/files/a/", "a/")]
    [InlineData("\"%2F\"", false, "/files/%252F", "%2F")]
    public void A_path_value_reaches_the_action_as_a_server_would_hand_it_on(string given, bool catchAll, string path, string routeValue)
    {
        var plan = Plan("GET", "/files/{name}", BindingOf.Argument("name", ArgumentLocation.Path, ArgumentKind.String) with { CatchAll = catchAll, Required = true });

        var (request, _) = Bind(plan, $$"""{"name":{{given}}}""");

        request!.Path.Should().Be(path);
        request.RouteValues.Single().Should().Be(new KeyValuePair<string, string>("name", routeValue));
    }

    [Theory]
    [InlineData("\"..\"", false)]
    [InlineData("\".\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"a\\u0000b\"", false)]
    [InlineData("\"a/../b\"", true)]
    [InlineData("\"../a\"", false)]
    public void A_path_value_that_no_request_could_carry_is_refused(string given, bool catchAll)
    {
        var plan = Plan("GET", "/files/{name}", BindingOf.Argument("name", ArgumentLocation.Path, ArgumentKind.String) with { CatchAll = catchAll, Required = true });

        var (request, errors) = Bind(plan, $$"""{"name":{{given}}}""");

        request.Should().BeNull();
        errors.Should().StartWith("'name' stands in the path");
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("cookie")]
    [InlineData("Host")]
    [InlineData("X-Forwarded-For")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Content-Type")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-Method-Override")]
    [InlineData("Remote-User")]
    [InlineData("X-Remote-User")]
    [InlineData("X-Auth-Request-Email")]
    [InlineData("X-SSL-Client-Cert")]
    [InlineData("X-Amzn-Oidc-Data")]
    [InlineData("x-goog-iap-jwt-assertion")]
    public void An_argument_never_sets_a_header_of_credentials_origin_or_framing(string header)
    {
        var (request, errors) = Bind(Plan("GET", "/", BindingOf.Argument(header, ArgumentLocation.Header, ArgumentKind.String)), $$"""{"{{header}}":"x"}""");

        request.Should().BeNull();
        errors.Should().Contain("which a tool call may not set");
    }

    [Fact]
    public void A_header_value_cannot_end_its_line()
    {
        var (request, errors) = Bind(Plan("GET", "/", BindingOf.Argument("X-Note", ArgumentLocation.Header, ArgumentKind.String)), """{"X-Note":"a\r\nX-Admin: 1"}""");

        request.Should().BeNull();
        errors.Should().Contain("printable ASCII");
    }

    [Fact]
    public void A_body_that_is_one_argument_is_sent_as_it_was_given()
    {
        var plan = Plan("PUT", "/", new BodyTemplate(BodyKind.Json, "application/json", true), BindingOf.Argument("body", ArgumentLocation.Body, ArgumentKind.Array));

        var (request, _) = Bind(plan, """{"body":[1.10,  "é\u0041"]}""");

        Encoding.UTF8.GetString(request!.Body.Span).Should().Be("""[1.10,  "é\u0041"]""");
    }

    [Fact]
    public void Null_is_sent_where_the_schema_allows_it_and_left_out_elsewhere()
    {
        var plan = Plan(
            "POST", "/", new BodyTemplate(BodyKind.JsonObject, "application/json", true),
            Nullable(BindingOf.Argument("a", ArgumentLocation.BodyProperty, ArgumentKind.String)),
            BindingOf.Argument("b", ArgumentLocation.BodyProperty, ArgumentKind.String),
            Nullable(BindingOf.Argument("q", ArgumentLocation.Query, ArgumentKind.String)));

        var (request, _) = Bind(plan, """{"a":null,"b":null,"q":null}""");

        Encoding.UTF8.GetString(request!.Body.Span).Should().Be("""{"a":null}""");
        request.QueryString.Should().BeEmpty();
    }

    [Fact]
    public void An_element_that_may_be_null_keeps_its_place()
    {
        var items = new ValueSchema { Kinds = ValueKinds.Integer | ValueKinds.Null };
        var argument = BindingOf.Argument("v", ArgumentLocation.Query, ArgumentKind.Array) with
        {
            Schema = new ValueSchema { Kinds = ValueKinds.Array, Array = new ArrayRules(items, null, null, false) },
        };

        var (request, _) = Bind(Plan("GET", "/", argument), """{"v":[1,null,2]}""");

        request!.QueryString.Should().Be("?v=1&v=&v=2");
    }

    [Fact]
    public void A_body_larger_than_allowed_is_refused()
    {
        var plan = Plan("POST", "/", new BodyTemplate(BodyKind.JsonObject, "application/json", true), BindingOf.Argument("text", ArgumentLocation.BodyProperty, ArgumentKind.String));

        var (request, errors) = Bind(plan, $$"""{"text":"{{new string('x', 100)}}"}""", maxBytes: 50);

        request.Should().BeNull();
        errors.Should().Be("The arguments make a request body of more than 50 bytes, which is the most that is taken. Send less at once.");
    }

    [Theory]
    [InlineData("""{"fileName":"a.txt","contentType":"text/plain","data":"aGk="}""", "a.txt", "text/plain")]
    [InlineData("\"data:text/plain;base64,aGk=\"", "file", "text/plain")]
    [InlineData("\"data:text/plain,hi\"", "file", "text/plain")]
    [InlineData("\"data:;charset=utf-8,hi\"", "file", "text/plain; charset=utf-8")]
    [InlineData("\"aGk=\"", "file", "application/octet-stream")]
    [InlineData("\"{\\\"fileName\\\":\\\"b.txt\\\",\\\"data\\\":\\\"aGk=\\\"}\"", "b.txt", "application/octet-stream")]
    public void A_file_may_be_given_in_any_usual_form(string given, string fileName, string contentType)
    {
        var plan = Plan("POST", "/", new BodyTemplate(BodyKind.MultipartForm, "multipart/form-data", true), BindingOf.Argument("file", ArgumentLocation.FormFile, ArgumentKind.File));

        var (request, errors) = Bind(plan, $$"""{"file":{{given}}}""");

        errors.Should().BeEmpty();
        var body = Encoding.UTF8.GetString(request!.Body.Span);
        body.Should().Contain($"filename=\"{fileName}\"").And.Contain($"Content-Type: {contentType}").And.Contain("\r\n\r\nhi\r\n");
        request.ContentType.Should().StartWith("multipart/form-data; boundary=");
    }

    [Theory]
    [InlineData("""{"fileName":"../../etc/passwd","data":"aGk="}""")]
    [InlineData("""{"fileName":"a\r\nX: y","data":"aGk="}""")]
    [InlineData("""{"contentType":"no type","data":"aGk="}""")]
    [InlineData("\"not base64!\"")]
    [InlineData("""{"filename":"a.txt","data":"aGk="}""")]
    [InlineData("""{"fileName":5,"data":"aGk="}""")]
    [InlineData("""[{"data":"aGk="},{"data":"aGk="}]""")]
    [InlineData("5")]
    public void A_file_that_is_none_is_refused(string given)
    {
        var plan = Plan("POST", "/", new BodyTemplate(BodyKind.MultipartForm, "multipart/form-data", true), BindingOf.Argument("file", ArgumentLocation.FormFile, ArgumentKind.File));

        var (request, errors) = Bind(plan, $$"""{"file":{{given}}}""");

        request.Should().BeNull();
        errors.Should().StartWith("'file' ").And.Contain("; expected ");
    }

    [Theory]
    [InlineData("""[{"fileName":"a.txt","data":"aGk="},"data:,hi"]""", 2)]
    [InlineData("""{"fileName":"a.txt","data":"aGk="}""", 1)]
    [InlineData("\"[{\\\"fileName\\\":\\\"a.txt\\\",\\\"data\\\":\\\"aGk=\\\"}]\"", 1)]
    public void Several_files_may_be_one_or_JSON_text(string given, int count)
    {
        var argument = BindingOf.Argument("files", ArgumentLocation.FormFile, ArgumentKind.Array, ArgumentKind.File);
        var plan = Plan("POST", "/", new BodyTemplate(BodyKind.MultipartForm, "multipart/form-data", true), argument);

        var (request, errors) = Bind(plan, $$"""{"files":{{given}}}""");

        errors.Should().BeEmpty();
        Encoding.UTF8.GetString(request!.Body.Span).Split("filename=").Should().HaveCount(count + 1).And.Subject.Skip(1).First().Should().StartWith("\"a.txt\"");
    }

    [Theory]
    [InlineData("\"data:application/pdf;base64,aGk=\"", "application/pdf")]
    [InlineData("""{"data":"aGk="}""", "application/octet-stream")]
    public void A_body_of_bytes_may_be_given_as_any_file(string given, string contentType)
    {
        var plan = Plan("PUT", "/", new BodyTemplate(BodyKind.Binary, "application/octet-stream", true), BindingOf.Argument("body", ArgumentLocation.Body, ArgumentKind.File));

        var (request, errors) = Bind(plan, $$"""{"body":{{given}}}""");

        errors.Should().BeEmpty();
        request!.ContentType.Should().Be(contentType);
        Encoding.UTF8.GetString(request.Body.Span).Should().Be("hi");
    }

    [Fact]
    public void An_element_with_a_comma_stays_one_element_of_a_header()
    {
        var argument = BindingOf.Argument("X-Names", ArgumentLocation.Header, ArgumentKind.Array, ArgumentKind.String);

        var (request, _) = Bind(Plan("GET", "/", argument), """{"X-Names":["Doe, Jane","Roe"]}""");

        request!.Headers.Single().Value.ToString().Should().Be("\"Doe, Jane\", Roe");
    }

    private static ArgumentBinding Nullable(ArgumentBinding argument) =>
        argument with { Schema = new ValueSchema { Kinds = argument.Schema.Kinds | ValueKinds.Null } };

    private static RequestTemplate Plan(string method, string path, params ArgumentBinding[] arguments) => new(method, path, arguments, null);

    private static RequestTemplate Plan(string method, string path, BodyTemplate body, params ArgumentBinding[] arguments) => new(method, path, arguments, body);

    private static (ActionRequest? Request, string Errors) Bind(RequestTemplate plan, string arguments, long maxBytes = 1000)
    {
        var given = JsonDocument.Parse(arguments).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        ArgumentBinder.TryBind(plan, given, maxBytes, RequestLimits.Default, out var request, out var errors);
        return (request, errors?.ToString() ?? "");
    }
}
