using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>
/// Applications with random guards on random routes: what is listed is callable, what is not is refused, and a tool call gets
/// what HTTP gets. Fourteen applications of twelve tools and six callers are 1,008 pairs.
/// </summary>
public class RandomApplicationTests
{
    private static readonly string?[] _callers = [null, "ann", "bob", "ann,a", "bob,b", "ann,a,b,c"];
    private static readonly string[] _policies = ["user", "role-a", "role-b", "claim-c", "name-ann", "resource", "endpoint", "value"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 14)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_listed_is_callable_and_what_is_not_is_refused(int seed)
    {
        var guards = new Guards(seed);
        await using var app = await StartAsync(guards);
        var wrong = new List<string>();

        foreach (var caller in _callers)
        {
            (string, string)[] headers = caller is null ? [] : [("X-User", caller)];
            using var http = app.CreateHttpClient(headers);
            await using var client = await app.ConnectAsync("/mcp", headers);
            var listed = (await client.ListToolsAsync()).Select(tool => tool.Name).ToHashSet();
            var name = caller?.Split(',')[0] ?? "nobody";
            foreach (var action in guards.Actions.Values)
            {
                string[] ids = action.HasValue ? [name, "somebody"] : [name];
                var passes = false;
                foreach (var id in ids)
                {
                    using var response = await http.GetAsync(new Uri(action.HasValue ? $"{action.Name}/{id}" : action.Name, UriKind.Relative));
                    var called = await CallAsync(client, action, id);
                    passes |= response.StatusCode == HttpStatusCode.OK;
                    if (called != response.StatusCode)
                        Wrong($"HTTP says {response.StatusCode}, the tool {called} for {id}");
                }

                var isListed = listed.Contains(action.Name);
                if (isListed && !passes && !(action.Asks("value") && guards.ValuesAreCallDependent))
                    Wrong("is listed and refused");
                if (!isListed && passes && !(action.Asks("value") && !guards.ValuesAreCallDependent))
                    Wrong("is not listed and runs");
                if (!isListed)
                {
                    var explained = (await client.CallToolAsync(action.Name, CallExtensions.Arguments(new { wrong = 1 }))).Text();
                    if (explained.Contains("takes:", StringComparison.Ordinal) || explained.Contains("'id'", StringComparison.Ordinal))
                        Wrong($"is not listed and explained: {explained}");
                }

                void Wrong(string what) => wrong.Add($"{caller ?? "nobody"}: {action} {what}");
            }
        }

        wrong.Should().BeEmpty($"seed {seed}, {guards}");
    }

    private static async Task<HttpStatusCode> CallAsync(McpClient client, GuardedAction action, string id)
    {
        var result = await client.CallToolAsync(action.Name, CallExtensions.Arguments(action.HasValue ? new { id } : new { }));
        var text = result.Text();
        return result.IsError != true && text == "ran" ? HttpStatusCode.OK
            : int.TryParse(text.AsSpan(0, 3), out var status) ? (HttpStatusCode)status
            : throw new InvalidOperationException(text);
    }

    private static Task<McpTestApp> StartAsync(Guards guards) => McpTestApp.StartAsync(
        [typeof(LeftController), typeof(RightController)],
        options =>
        {
            if (guards.ValuesAreCallDependent)
                options.CallDependentRequirements.Add(typeof(ByValue));
        },
        services =>
        {
            HeaderAuthentication.AddTo(services);
            services.Configure<MvcOptions>(options => options.Conventions.Add(guards));
            services.AddSingleton<IAuthorizationHandler, ByResourceHandler>();
            services.AddSingleton<IAuthorizationHandler, ByEndpointHandler>();
            services.AddSingleton<IAuthorizationHandler, ByValueHandler>();
            if (guards.GrantsRolesByEndpoint)
                services.AddSingleton<IAuthorizationHandler, RolesByEndpoint>();
            services.AddAuthorization(options =>
            {
                options.AddPolicy("user", policy => policy.RequireAuthenticatedUser());
                options.AddPolicy("role-a", policy => policy.RequireRole("a"));
                options.AddPolicy("role-b", policy => policy.RequireRole("b", "c"));
                options.AddPolicy("claim-c", policy => policy.RequireClaim(System.Security.Claims.ClaimTypes.Role, "c"));
                options.AddPolicy("name-ann", policy => policy.RequireUserName("ann"));
                options.AddPolicy("resource", policy => policy.AddRequirements(new ByResource()));
                options.AddPolicy("endpoint", policy => policy.AddRequirements(new ByEndpoint()));
                options.AddPolicy("value", policy => policy.AddRequirements(new ByValue()));
                options.FallbackPolicy = guards.Fallback is { } fallback ? options.GetPolicy(fallback) : null;
            });
        },
        app => app.UseAuthentication().UseAuthorization(),
        app =>
        {
            var controllers = app.MapControllers();
            if (guards.OnAll is { } all)
                controllers.RequireAuthorization(all);
            app.MapMcp("/mcp").AllowAnonymous();
        });

    /// <summary>What guards which action, made of a seed.</summary>
    private sealed class Guards : IApplicationModelConvention
    {
        private readonly Random _random;

        public Guards(int seed)
        {
            _random = new Random(seed);
            ValuesAreCallDependent = _random.Next(2) == 0;
            GrantsRolesByEndpoint = _random.Next(3) == 0;
            Fallback = _random.Next(3) == 0 ? Pick() : null;
            OnAll = _random.Next(5) == 0 ? "user" : null;
        }

        public bool ValuesAreCallDependent { get; }

        public bool GrantsRolesByEndpoint { get; }

        public string? Fallback { get; }

        public string? OnAll { get; }

        public Dictionary<string, GuardedAction> Actions { get; } = [];

        public void Apply(ApplicationModel application)
        {
            if (Actions.Count > 0)
                return;
            foreach (var controller in application.Controllers.OrderBy(controller => controller.ControllerName, StringComparer.Ordinal))
            {
                string[] onController = _random.Next(4) == 0 ? [Pick()] : [];
                var open = _random.Next(8) == 0;
                foreach (var action in controller.Actions.OrderBy(action => action.ActionName, StringComparer.Ordinal))
                {
                    string[] asked = [.. onController, .. Enumerable.Range(0, _random.Next(3)).Select(_ => Pick())];
                    var hasValue = _random.Next(2) == 0;
                    var isOpen = open || _random.Next(8) == 0;
                    var name = action.ActionName.ToLowerInvariant();
                    var selector = action.Selectors.Single();
                    selector.AttributeRouteModel = new AttributeRouteModel { Template = hasValue ? $"{name}/{{id}}" : name, Name = name };
                    foreach (var policy in asked)
                        selector.EndpointMetadata.Add(new AuthorizeAttribute(policy));
                    if (isOpen)
                        selector.EndpointMetadata.Add(new AllowAnonymousAttribute());
                    if (_random.Next(2) == 0)
                        selector.EndpointMetadata.Add(new Granted());
                    string[] all = isOpen ? [] : [.. asked, .. OnAll is null ? [] : new[] { OnAll }, .. asked.Length == 0 && OnAll is null && Fallback is not null ? [Fallback] : Array.Empty<string>()];
                    Actions[name] = new GuardedAction(name, hasValue, all);
                }
            }
        }

        public override string ToString() =>
            $"call-dependent {ValuesAreCallDependent}, roles by endpoint {GrantsRolesByEndpoint}, fallback {Fallback ?? "none"}, on all {OnAll ?? "none"}";

        private string Pick() => _policies[_random.Next(_policies.Length)];
    }

    private sealed record GuardedAction(string Name, bool HasValue, string[] Policies)
    {
        public bool Asks(string policy) => Policies.Contains(policy);

        public override string ToString() => $"{Name}{(HasValue ? "/{id}" : "")} [{string.Join(", ", Policies)}]";
    }

    private sealed class Granted;

    private sealed class ByResource : IAuthorizationRequirement;

    private sealed class ByEndpoint : IAuthorizationRequirement;

    private sealed class ByValue : IAuthorizationRequirement;

    private sealed class ByResourceHandler : AuthorizationHandler<ByResource, HttpContext>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ByResource requirement, HttpContext resource)
        {
            if (resource.User.IsInRole("a"))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class ByEndpointHandler : AuthorizationHandler<ByEndpoint>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ByEndpoint requirement)
        {
            if (IsGranted(context))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class ByValueHandler : AuthorizationHandler<ByValue>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ByValue requirement)
        {
            if (context.User.Identity?.Name is { } name && (context.Resource as HttpContext)?.GetRouteValue("id") as string == name)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class RolesByEndpoint : AuthorizationHandler<RolesAuthorizationRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAuthorizationRequirement requirement)
        {
            if (IsGranted(context))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private static bool IsGranted(AuthorizationHandlerContext context) =>
        (context.Resource as HttpContext)?.GetEndpoint()?.Metadata.GetMetadata<Granted>() is not null;

    public sealed class LeftController : ControllerBase
    {
        [HttpGet("l1")]
        public string L1() => "ran";

        [HttpGet("l2")]
        public string L2() => "ran";

        [HttpGet("l3")]
        public string L3() => "ran";

        [HttpGet("l4")]
        public string L4() => "ran";

        [HttpGet("l5")]
        public string L5() => "ran";

        [HttpGet("l6")]
        public string L6() => "ran";
    }

    public sealed class RightController : ControllerBase
    {
        [HttpGet("r1")]
        public string R1() => "ran";

        [HttpGet("r2")]
        public string R2() => "ran";

        [HttpGet("r3")]
        public string R3() => "ran";

        [HttpGet("r4")]
        public string R4() => "ran";

        [HttpGet("r5")]
        public string R5() => "ran";

        [HttpGet("r6")]
        public string R6() => "ran";
    }
}
