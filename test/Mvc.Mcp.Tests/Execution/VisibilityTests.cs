using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Execution.Bypass;

namespace Mvc.Mcp.Tests.Execution;

public class VisibilityTests
{
    private static readonly string[] _open = ["inside", "marked_public", "open", "owned", "resource", "anonymous"];

    [Fact]
    public async Task Each_caller_sees_what_it_may_call()
    {
        await using var app = await StartAsync();

        (await NamesAsync(app)).Should().BeEquivalentTo(_open);
        (await NamesAsync(app, ("X-User", "ann"))).Should().BeEquivalentTo([.. _open, "user", "policy"]);
        (await NamesAsync(app, ("X-User", "root,admin"))).Should().BeEquivalentTo([.. _open, "user", "role", "both", "requirement"]);
        (await NamesAsync(app, ("X-Partner", "bob"))).Should().BeEquivalentTo([.. _open, "scheme", "spoofed"]);
    }

    [Fact]
    public async Task All_tools_are_listed_where_the_options_say_so_and_calls_are_refused_all_the_same()
    {
        await using var app = await StartAsync(options => options.ToolVisibility = ToolVisibility.All);

        (await NamesAsync(app)).Should().Contain(["user", "role", "owned", "marked"]);
        (await app.CallToolAsync("user")).Text().Should().StartWith("401");
    }

    [Fact]
    public async Task What_is_not_listed_is_refused_when_it_is_called()
    {
        await using var app = await StartAsync();

        (await NamesAsync(app)).Should().NotContain("role");
        (await app.CallToolAsync("role", null, ("X-User", "ann"))).Text().Should().StartWith("403");
    }

    [Fact]
    public async Task What_arguments_a_tool_takes_is_told_to_those_alone_who_see_it()
    {
        await using var app = await StartAsync();
        await using var open = await StartAsync(options => options.ToolVisibility = ToolVisibility.All);

        (await app.CallToolAsync("spoofed", new { wrong = 1 })).Text().Should().StartWith("401").And.NotContain("X-Partner");
        (await app.CallToolAsync("marked", new { wrong = 1 }, ("X-User", "ann"))).Text().Should().StartWith("The arguments are wrong.");
        (await app.CallToolAsync("spoofed", new { wrong = 1 }, ("X-Partner", "bob"))).Text().Should().Contain("it takes: X-Partner");
        (await open.CallToolAsync("marked", new { wrong = 1 })).Text().Should().Contain("is not an argument of this tool");
    }

    [Fact]
    public async Task A_policy_that_needs_the_values_of_a_call_hides_nothing_before_there_are_any()
    {
        await using var app = await StartAsync();

        (await NamesAsync(app, ("X-User", "ann"))).Should().Contain("owned");
        (await app.CallToolAsync("owned", new { owner = "ann" }, ("X-User", "ann"))).IsError.Should().NotBe(true);
        (await app.CallToolAsync("owned", new { owner = "bob" }, ("X-User", "ann"))).Text().Should().StartWith("403");
    }

    [Fact]
    public async Task A_filter_for_all_counts_and_so_does_the_fallback_policy()
    {
        await using var filtered = await StartAsync(services: services => services.Configure<MvcOptions>(options => options.Filters.Add(new AuthorizeFilter())));
        await using var fallback = await StartAsync(services: services =>
            services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));

        (await NamesAsync(filtered)).Should().Equal("anonymous");
        (await NamesAsync(fallback)).Should().BeEquivalentTo("anonymous", "marked_public", "owned");
        (await NamesAsync(fallback, ("X-User", "ann"))).Should().Contain("open");
    }

    private static async Task<string[]> NamesAsync(McpTestApp app, params (string, string)[] headers)
    {
        await using var client = await app.ConnectAsync("/mcp", headers);
        return [.. (await client.ListToolsAsync()).Select(tool => tool.Name)];
    }

    private static Task<McpTestApp> StartAsync(Action<McpOptions>? options = null, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(AuthorizeController)],
        mcp =>
        {
            mcp.CallDependentRequirements.Add(typeof(OwnerRequirement));
            options?.Invoke(mcp);
        },
        collection =>
        {
            collection.AddSingleton<RanLog>();
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorizationBuilder()
                .AddPolicy("Named", policy => policy.RequireUserName("ann"))
                .AddPolicy("Owner", policy => policy.AddRequirements(new OwnerRequirement()))
                .AddPolicy("Marked", policy => policy.AddRequirements(new MarkRequirement()));
            services?.Invoke(collection);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        },
        app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp").AllowAnonymous();
        });
}
