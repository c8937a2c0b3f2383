using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>No address that a caller makes up takes longer to read than it is long.</summary>
public class ResourceAddressTests
{
    [Fact]
    public async Task Separators_without_end_are_read_once()
    {
        var uri = Uri("/{a}-{b}-{c}-{d}/end");
        var address = "api:///" + new string('-', 8_000);

        // Backtracking tries some 8000⁴ ways.
        (await Task.Run(() => uri.TryRead(address, out _)).WaitAsync(TimeSpan.FromSeconds(30))).Should().BeFalse();
    }

    [Fact]
    public void An_address_longer_than_a_request_line_is_none()
    {
        Uri("/{a}").TryRead("api:///" + new string('a', 8_000), out _).Should().BeTrue();
        Uri("/{a}").TryRead("api:///" + new string('a', 9_000), out _).Should().BeFalse();
    }

    [Fact]
    public void Values_are_taken_apart_as_before()
    {
        Uri("/{a}-{b}/x").TryRead("api:///1-2-3/x", out var arguments).Should().BeTrue();

        arguments!["a"].GetString().Should().Be("1-2");
        arguments["b"].GetString().Should().Be("3");
    }

    [Theory]
    [InlineData("/v1/{a}:cancel", "api:///v1/x%2Fy:cancel", "x/y")]
    [InlineData("/books({a})", "api:///books(7)", "7")]
    [InlineData("/it's/{a}/", "api:///it's/1/", "1")]
    public void Signs_between_the_values_are_no_values(string path, string address, string expected)
    {
        Uri(path).TryRead(address, out var arguments).Should().BeTrue();

        arguments!["a"].GetString().Should().Be(expected);
    }

    private static ResourceUri Uri(string path)
    {
        var names = System.Text.RegularExpressions.Regex.Matches(path, @"\{(\w+)\}").Select(match => match.Groups[1].Value);
        var arguments = names.Select(name => new ArgumentBinding
        {
            Name = name, WireName = name, Location = ArgumentLocation.Path, Kind = ArgumentKind.String, Schema = Mvc.Mcp.Requests.Values.ValueSchema.Any, Required = true,
        });
        return new ResourceUri(new RequestTemplate("GET", path, [.. arguments], null), withQuery: false);
    }
}
