using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>A tool call has no antiforgery token. Whoever is refused for that reason is told so, and nobody else.</summary>
public class AntiforgeryTests
{
    private const string Advice = "The action validates an antiforgery token, and a tool call has none";

    [Theory]
    [InlineData("validate")]
    [InlineData("auto_validate")]
    [InlineData("require")]
    [InlineData("validate_again")]
    public async Task An_action_that_wants_a_token_says_why_it_refuses_the_call(string tool)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool, new { text = "x" });

        result.IsError.Should().BeTrue();
        result.Text().Should().StartWith("400 Bad Request\n" + Advice).And.Contain("[IgnoreAntiforgeryToken]");
    }

    [Theory]
    [InlineData("ignore")]
    [InlineData("free")]
    [InlineData("auto_validate_get")]
    public async Task A_wrong_argument_is_not_blamed_on_a_token(string tool)
    {
        await using var app = await StartAsync();

        var wrong = await app.CallToolAsync(tool, new { text = "much too long" });
        var right = await app.CallToolAsync(tool, new { text = "x" });

        wrong.Text().Should().StartWith("400 Bad Request").And.NotContain(Advice);
        right.Text().Should().Be("x");
    }

    private static Task<McpTestApp> StartAsync() =>
        McpTestApp.StartAsync([typeof(FormsController), typeof(TrustingController)], services: services => services.AddMvcCore().AddViews());

    [ApiController]
    [Route("forms")]
    private sealed class FormsController : ControllerBase
    {
        [ValidateAntiForgeryToken]
        [HttpPost("validate", Name = "validate")]
        public string Validate([FromForm, MaxLength(3)] string text) => text;

        [AutoValidateAntiforgeryToken]
        [HttpPost("auto", Name = "auto_validate")]
        public string AutoValidate([FromForm, MaxLength(3)] string text) => text;

        [AutoValidateAntiforgeryToken]
        [HttpGet("auto", Name = "auto_validate_get")]
        public string AutoValidateGet([MaxLength(3)] string text) => text;

        [RequireAntiforgeryToken]
        [HttpPost("require", Name = "require")]
        public string RequireToken([FromForm, MaxLength(3)] string text) => text;

        [HttpPost("free", Name = "free")]
        public string Free([FromForm, MaxLength(3)] string text) => text;
    }

    [ApiController]
    [IgnoreAntiforgeryToken]
    [Route("trusting")]
    private sealed class TrustingController : ControllerBase
    {
        [HttpPost("ignore", Name = "ignore")]
        public string Ignore([FromForm, MaxLength(3)] string text) => text;

        [ValidateAntiForgeryToken]
        [HttpPost("again", Name = "validate_again")]
        public string ValidateAgain([FromForm, MaxLength(3)] string text) => text;
    }
}
