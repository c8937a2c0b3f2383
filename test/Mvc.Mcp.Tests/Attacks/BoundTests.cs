using System.Text;
using System.Text.Json;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tests.Execution;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>What a call composes is counted while it is written, and stops where a server would have refused it.</summary>
public class BoundTests
{
    public enum Place
    {
        Query,
        Form,
        Multipart,
    }

    [Theory]
    [InlineData(Place.Query)]
    [InlineData(Place.Form)]
    [InlineData(Place.Multipart)]
    public void A_long_name_over_many_values_costs_no_more_than_it_brings(Place place)
    {
        var leaves = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"{i}\":1"));

        var call = Call(place, $$$$"""{"d":{"{{{{new string('k', 20_000)}}}}":{ {{{{leaves}}}} }}}""");

        call.Errors.Should().Contain("names that are together at most 2048 characters long");
        call.AllocatedPerByte.Should().BeLessThan(50);
    }

    [Theory]
    [InlineData(Place.Query)]
    [InlineData(Place.Form)]
    [InlineData(Place.Multipart)]
    public void Names_of_values_that_leave_no_field_are_not_written_out(Place place)
    {
        var empty = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"{i}\":{{}}"));

        var call = Call(place, $$$$"""{"d":{"{{{{new string('k', 2_000)}}}}":{ {{{{empty}}}} }}}""");

        call.AllocatedPerByte.Should().BeLessThan(50);
    }

    [Theory]
    [InlineData(Place.Query, "at most 1024 fields")]
    [InlineData(Place.Form, "at most 1024 fields")]
    [InlineData(Place.Multipart, "at most 1024 fields")]
    public void Fields_are_as_many_as_a_form_may_have(Place place, string expected)
    {
        Call(place, $$"""{"d":[{{string.Join(',', Enumerable.Repeat("1", 1_025))}}]}""").Errors.Should().Contain(expected);
        Call(place, $$"""{"d":[{{string.Join(',', Enumerable.Repeat("1", 1_024))}}]}""").Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Place.Query)]
    [InlineData(Place.Form)]
    [InlineData(Place.Multipart)]
    public void Values_are_nested_as_deep_as_model_binding_reads(Place place)
    {
        Call(place, Nested(33)).Errors.Should().Contain("nested at most 32 deep");
        Call(place, Nested(32)).Errors.Should().BeEmpty();

        static string Nested(int depth) =>
            $$"""{"d":{{string.Concat(Enumerable.Repeat("{\"a\":", depth))}}1{{new string('}', depth)}}}""";
    }

    [Fact]
    public void A_query_is_as_long_as_a_request_line_may_be()
    {
        Call(Place.Query, $$"""{"d":"{{new string('x', 8 * 1024)}}"}""").Errors.Should().Contain("8192 bytes");
        Call(Place.Query, $$"""{"d":"{{new string('é', 8 * 1024 / 6)}}"}""").Errors.Should().Contain("8192 bytes");
        Call(Place.Query, $$"""{"d":"{{new string('x', 8_100)}}"}""").Errors.Should().BeEmpty();
    }

    [Fact]
    public void Path_and_query_share_the_request_line()
    {
        var plan = new RequestTemplate(
            "GET", "/files/{name}",
            [
                BindingOf.Argument("name", ArgumentLocation.Path, ArgumentKind.String) with { Required = true },
                BindingOf.Argument("q", ArgumentLocation.Query, ArgumentKind.String),
            ],
            null);

        Bind(plan, $$"""{"name":"{{new string('a', 5_000)}}","q":"{{new string('b', 5_000)}}"}""").Errors.Should().Contain("a request line may have 8192 bytes");
        Bind(plan, $$"""{"name":"{{new string('a', 100_000)}}"}""").Errors.Should().Contain("at most 8192 characters");
        Bind(plan, $$"""{"name":"{{new string('a', 4_000)}}","q":"{{new string('b', 4_000)}}"}""").Errors.Should().BeEmpty();
    }

    [Fact]
    public void Headers_and_cookies_are_as_large_as_a_server_lets_them_be()
    {
        var plan = new RequestTemplate("GET", "/", [Header("X-A"), Header("X-B"), Cookie("c")], null);

        Bind(plan, $$"""{"X-A":"{{new string('a', 33_000)}}"}""").Errors.Should().Contain("at most 32768 characters");
        Bind(plan, $$"""{"X-A":"{{new string('a', 20_000)}}","X-B":"{{new string('b', 20_000)}}"}""").Errors.Should().Contain("32768 bytes in all");
        Bind(plan, $$"""{"c":"{{new string('é', 10_000)}}"}""").Errors.Should().Contain("32768 bytes in all");
        Bind(plan, $$"""{"X-A":"{{new string('a', 30_000)}}"}""").Errors.Should().BeEmpty();

        static ArgumentBinding Header(string name) =>
            BindingOf.Argument(name, ArgumentLocation.Header, ArgumentKind.String);

        static ArgumentBinding Cookie(string name) =>
            BindingOf.Argument(name, ArgumentLocation.Cookie, ArgumentKind.String);
    }

    [Theory]
    [InlineData(Place.Form)]
    [InlineData(Place.Multipart)]
    public void A_form_stops_at_the_size_of_a_request(Place place) =>
        Call(place, $$"""{"d":["{{new string('x', 600)}}","{{new string('y', 600)}}"]}""", maxBytes: 1000).Errors
            .Should().Contain("the form may have 1000 bytes in all");

    [Theory]
    [InlineData(nameof(ArgumentKind.String), "1")]
    [InlineData(nameof(ArgumentKind.Integer), "5.0")]
    [InlineData(nameof(ArgumentKind.Integer), "\"1\"")]
    [InlineData(nameof(ArgumentKind.Boolean), "\"true\"")]
    [InlineData(nameof(ArgumentKind.Object), "\"{}\"")]
    [InlineData(nameof(ArgumentKind.Array), "\"[]\"")]
    [InlineData(nameof(ArgumentKind.File), "1")]
    public void Mending_many_elements_costs_no_more_than_they_bring(string itemKind, string element)
    {
        var argument = BindingOf.Argument("d", ArgumentLocation.Body, ArgumentKind.Array, Enum.Parse<ArgumentKind>(itemKind));
        var plan = new RequestTemplate("POST", "/", [argument], new BodyTemplate(BodyKind.Json, "application/json", true));

        Bind(plan, $$"""{"d":[{{string.Join(',', Enumerable.Repeat(element, 100_000))}}]}""").AllocatedPerByte.Should().BeLessThan(50);
    }

    [Fact]
    public void A_thousand_wrong_names_are_answered_with_the_first_of_them()
    {
        var names = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"wrong{i}\":1"));

        var call = Call(Place.Query, $$"""{{{names}}}""");

        call.Errors.Split('\n').Should().HaveCount(11).And.Subject.Last().Should().Be("99990 more are wrong.");
        call.AllocatedPerByte.Should().BeLessThan(50);
    }

    [Fact]
    public void A_thousand_wrong_files_are_answered_with_the_first_of_them()
    {
        var argument = BindingOf.Argument("f", ArgumentLocation.FormFile, ArgumentKind.Array, ArgumentKind.File);
        var plan = new RequestTemplate("POST", "/", [argument], new BodyTemplate(BodyKind.MultipartForm, "multipart/form-data", true));

        Bind(plan, $$"""{"f":[{{string.Join(',', Enumerable.Repeat("\"?\"", 1_000))}}]}""").Errors.Split('\n').Should().HaveCount(11);
        Bind(plan, $$"""{"f":[{{string.Join(',', Enumerable.Repeat("\"\"", 100_000))}}]}""").Errors.Should().Contain("at most 1024 files");
    }

    [Theory]
    [InlineData(Place.Query, "\"\\ud83d\"")]
    [InlineData(Place.Form, "{\"\\ud83d\":1}")]
    [InlineData(Place.Query, "\"{\\\"a\\\":\\\"\\\\ud83d\\\"}\"")]
    [InlineData(Place.Multipart, "[\"\\ude00\"]")]
    public void Half_a_character_is_a_refused_argument(Place place, string given) =>
        Call(place, $$"""{"d":{{given}}}""", kind: given.StartsWith("\"{", StringComparison.Ordinal) ? ArgumentKind.Object : ArgumentKind.Any).Errors
            .Should().StartWith("'d' holds half of a character");

    [Theory]
    [InlineData("""{"fileName":"\ud83d","data":"aGk="}""")]
    [InlineData("\"data:text/plain,\\ud83d\"")]
    [InlineData("\"{\\\"fileName\\\":\\\"\\\\ud83d\\\",\\\"data\\\":\\\"aGk=\\\"}\"")]
    public void Half_a_character_in_a_file_is_a_refused_argument(string given)
    {
        var argument = BindingOf.Argument("f", ArgumentLocation.FormFile, ArgumentKind.File);
        var plan = new RequestTemplate("POST", "/", [argument], new BodyTemplate(BodyKind.MultipartForm, "multipart/form-data", true));

        Bind(plan, $$"""{"f":{{given}}}""").Errors.Should().StartWith("'f' ");
    }

    [Fact]
    public void A_whole_character_that_is_spelled_in_halves_is_one()
    {
        var call = Call(Place.Query, """{"d":"\ud83d\ude00"}""");

        call.Errors.Should().BeEmpty();
        call.Request!.QueryString.Should().Be("?d=%F0%9F%98%80");
    }

    private static Bound Call(Place place, string arguments, long maxBytes = 4 * 1024 * 1024, ArgumentKind kind = ArgumentKind.Any)
    {
        var argument = BindingOf.Argument("d", place == Place.Query ? ArgumentLocation.Query : ArgumentLocation.FormField, kind);
        return Bind(
            new RequestTemplate("POST", "/", [argument], place switch
            {
                Place.Form => new BodyTemplate(BodyKind.UrlEncodedForm, "application/x-www-form-urlencoded", true),
                Place.Multipart => new BodyTemplate(BodyKind.MultipartForm, "multipart/form-data", true),
                _ => null,
            }),
            arguments, maxBytes);
    }

    private static Bound Bind(RequestTemplate plan, string json, long maxBytes = 4 * 1024 * 1024)
    {
        var given = JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ArgumentBinder.TryBind(plan, given, maxBytes, RequestLimits.Default, out var request, out var errors);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Bound(request, errors?.ToString() ?? "", (double)allocated / Encoding.UTF8.GetByteCount(json));
    }

    private sealed record Bound(ActionRequest? Request, string Errors, double AllocatedPerByte);
}
