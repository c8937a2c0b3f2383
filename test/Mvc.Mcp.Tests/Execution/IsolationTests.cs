using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Calls that come with one HTTP request are as far apart as requests are: none finds the user that another left.</summary>
public class IsolationTests
{
    [Fact]
    public async Task The_user_of_an_actions_own_scheme_is_nobody_for_the_next_call()
    {
        await using var app = await StartAsync();
        (string, string)[] both = [("X-User", "ann"), ("X-Partner", "bob,admin")];
        using var http = app.CreateHttpClient(both);
        (await http.GetAsync(new Uri("/isolated/admin", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Forbidden);

        var answers = await CallAsync(app, both, "partner", "admin", "partner", "admin");

        answers.Should().Contain("partner's area").And.Contain("403 Forbidden").And.NotContain("admin's area");
    }

    [Fact]
    public async Task The_user_of_an_actions_own_scheme_is_not_the_callers()
    {
        string? after = null;
        await using var app = await StartAsync(pipeline: app => app.Use(async (context, next) =>
        {
            await next(context);
            after = context.User.Identity?.Name;
        }));

        var result = await app.CallToolAsync("partner", null, ("X-User", "ann"), ("X-Partner", "bob"));

        result.Text().Should().Be("partner's area");
        after.Should().Be("ann");
    }

    [Theory]
    [InlineData("add_identity")]
    [InlineData("add_claim")]
    public async Task What_an_action_adds_to_its_user_is_not_the_callers(string tool)
    {
        bool? after = null;
        await using var app = await StartAsync(pipeline: app => app.Use(async (context, next) =>
        {
            await next(context);
            after = context.User.IsInRole("admin");
        }));

        var result = await app.CallToolAsync(tool, null, ("X-User", "ann"));

        result.Text().Should().Be("True");
        after.Should().BeFalse();
    }

    [Fact]
    public async Task What_an_action_adds_to_the_user_of_its_own_scheme_is_not_the_next_calls()
    {
        await using var app = await StartAsync();

        var answers = await CallAsync(app, [("X-Partner", "bob")], "add_partner_claim", "partner_admin", "add_partner_claim", "partner_admin");

        answers.Should().Contain("partner is admin: True").And.Contain("403 Forbidden").And.NotContain("partner admin's area");
    }

    private static async Task<string> CallAsync(McpTestApp app, (string, string)[] headers, params string[] tools) =>
        string.Join('\n', await app.CallAtOnceAsync(tools, headers));

    private static Task<McpTestApp> StartAsync(Action<WebApplication>? pipeline = null) => McpTestApp.StartAsync(
        [typeof(IsolatedController)],
        services: HeaderAuthentication.AddTo,
        pipeline: app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseCalls();
            pipeline?.Invoke(app);
        });

    [Route("isolated")]
    public sealed class IsolatedController : ControllerBase
    {
        [Authorize(AuthenticationSchemes = "Partner")]
        [HttpGet("partner", Name = "partner")]
        public string Partner() => "partner's area";

        [Authorize(AuthenticationSchemes = "Partner")]
        [HttpGet("add-partner-claim", Name = "add_partner_claim")]
        public string AddPartnerClaim()
        {
            ((ClaimsIdentity)User.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admin"));
            return $"partner is admin: {User.IsInRole("admin")}";
        }

        [Authorize(AuthenticationSchemes = "Partner", Roles = "admin")]
        [HttpGet("partner-admin", Name = "partner_admin")]
        public string PartnerAdmin() => "partner admin's area";

        [Authorize(Roles = "admin")]
        [HttpGet("admin", Name = "admin")]
        public string Admin() => "admin's area";

        [Authorize]
        [HttpGet("add-identity", Name = "add_identity")]
        public string AddIdentity()
        {
            User.AddIdentity(new ClaimsIdentity([new Claim(ClaimTypes.Role, "admin")]));
            return User.IsInRole("admin").ToString();
        }

        [Authorize]
        [HttpGet("add-claim", Name = "add_claim")]
        public string AddClaim()
        {
            ((ClaimsIdentity)User.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admin"));
            return User.IsInRole("admin").ToString();
        }
    }
}
