using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Tests.Execution.Bypass;

/// <summary>An action that notes that it ran.</summary>
public abstract class GuardedBase(RanLog log) : ControllerBase
{
    [NonAction]
    protected string Ran(string action)
    {
        log.Actions.Enqueue(action);
        return action;
    }
}

[ApiController]
[Route("plain")]
public sealed class PlainController(RanLog log) : GuardedBase(log)
{
    [HttpGet("", Name = "plain")]
    public string Plain() => Ran("plain");

    [HttpPost("", Name = "post")]
    public string Post(Body body) => Ran("post");
}

public sealed record Body(string Text);

[ApiController]
[Route("authorize")]
public sealed class AuthorizeController(RanLog log, IAuthorizationService authorization) : GuardedBase(log)
{
    [HttpGet("open", Name = "open")]
    public string Open() => Ran("open");

    [Authorize]
    [HttpGet("user", Name = "user")]
    public string AnyUser() => Ran("user");

    [Authorize(Roles = "admin")]
    [HttpGet("role", Name = "role")]
    public string Role() => Ran("role");

    [Authorize("Named")]
    [HttpGet("policy", Name = "policy")]
    public string Policy() => Ran("policy");

    [Authorize(AuthenticationSchemes = "Partner")]
    [HttpGet("scheme", Name = "scheme")]
    public string PartnerOnly() => Ran("scheme");

    [Authorize]
    [Authorize(Roles = "admin")]
    [HttpGet("both", Name = "both")]
    public string Both() => Ran("both");

    [RequireRole("admin")]
    [HttpGet("requirement", Name = "requirement")]
    public string Requirement() => Ran("requirement");

    [Authorize("Owner")]
    [HttpGet("owned/{owner}", Name = "owned")]
    public string Owned(string owner) => Ran("owned");

    [Authorize("Marked")]
    [Mark("top secret")]
    [HttpGet("marked", Name = "marked")]
    public string Marked() => Ran("marked");

    [Authorize("Marked")]
    [Mark("public")]
    [HttpGet("marked-public", Name = "marked_public")]
    public string MarkedPublic() => Ran("marked_public");

    [HttpGet("resource", Name = "resource")]
    public async Task<ActionResult<string>> Resource() =>
        (await authorization.AuthorizeAsync(User, "document", "Named")).Succeeded ? Ran("resource") : Forbid();

    [HttpGet("inside", Name = "inside")]
    public ActionResult<string> Inside() => User.Identity is { IsAuthenticated: true } ? Ran("inside") : Unauthorized();

    [Authorize(AuthenticationSchemes = "Partner")]
    [HttpGet("spoofed", Name = "spoofed")]
    public string Spoofed([FromHeader(Name = "X-Partner")] string? partner) => Ran("spoofed");

    [AllowAnonymous]
    [HttpGet("anonymous", Name = "anonymous")]
    public string Anonymous() => Ran("anonymous");
}

[Authorize]
[ApiController]
[Route("controller")]
public sealed class ProtectedController(RanLog log) : GuardedBase(log)
{
    [HttpGet("", Name = "controller")]
    public string OnController() => Ran("controller");

    [AllowAnonymous]
    [HttpGet("open", Name = "controller_open")]
    public string Open() => Ran("controller_open");
}

[Authorize]
public abstract class ProtectedBase(RanLog log) : GuardedBase(log);

[ApiController]
[Route("inherited")]
public sealed class InheritingController(RanLog log) : ProtectedBase(log)
{
    [HttpGet("", Name = "inherited")]
    public string Inherited() => Ran("inherited");
}

public abstract class VirtualBase(RanLog log) : GuardedBase(log)
{
    [Authorize]
    [HttpGet("", Name = "overridden")]
    public virtual string Overridden() => Ran("base");
}

[ApiController]
[Route("overriding")]
public sealed class OverridingController(RanLog log) : VirtualBase(log)
{
    public override string Overridden() => Ran("overridden");
}

[ApiController]
[Route("filtered")]
public sealed class FilteredController(RanLog log) : GuardedBase(log)
{
    [SyncAuthorizationFilter]
    [HttpGet("sync", Name = "sync_filter")]
    public string Sync() => Ran("sync_filter");

    [AsyncAuthorizationFilter]
    [HttpGet("async", Name = "async_filter")]
    public string Async() => Ran("async_filter");

    [ResourceGate]
    [HttpGet("resource", Name = "resource_filter")]
    public string Resource() => Ran("resource_filter");

    [ActionGate]
    [HttpGet("action", Name = "action_filter")]
    public string Action() => Ran("action_filter");

    [ServiceFilter<GateService>]
    [HttpGet("service", Name = "service_filter")]
    public string Service() => Ran("service_filter");

    [TypeFilter<GateService>]
    [HttpGet("type", Name = "type_filter")]
    public string Type() => Ran("type_filter");

    [FactoryGate]
    [HttpGet("factory", Name = "filter_factory")]
    public string Factory() => Ran("filter_factory");
}

[Route("overrides")]
public sealed class OverridingFilterController(RanLog log) : Controller
{
    [HttpGet("", Name = "on_executing")]
    public string Index()
    {
        log.Actions.Enqueue("on_executing");
        return "on_executing";
    }

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (context.HttpContext.User.Identity is not { IsAuthenticated: true })
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
    }
}

[ApiController]
[Route("limits")]
public sealed class LimitedController(RanLog log) : GuardedBase(log)
{
    [EnableRateLimiting("once")]
    [HttpGet("rate", Name = "rate")]
    public string Rate() => Ran("rate");

    [RequestTimeout(1)]
    [HttpGet("timeout", Name = "timeout")]
    public async Task<string> Timeout(CancellationToken cancellationToken)
    {
        await Task.Delay(System.Threading.Timeout.Infinite, cancellationToken);
        return Ran("timeout");
    }

    [RequestSizeLimit(12)]
    [HttpPost("size", Name = "size")]
    public string Size(Body body) => Ran("size");

    [RequestFormLimits(ValueCountLimit = 1)]
    [HttpPost("form", Name = "form")]
    public string Form([FromForm] string? first, [FromForm] string? second) => Ran("form");

    [HttpPost("plain-form", Name = "plain_form")]
    public string PlainForm([FromForm] string? first, [FromForm] string? second) => Ran("plain_form");

    [RequireHttps]
    [HttpPost("https", Name = "https")]
    public string Https() => Ran("https");

    [HttpPost("validated", Name = "validated")]
    public string Validated(Validated body) => Ran("validated");

    [HttpGet("bound", Name = "bound")]
    public string Bound([System.ComponentModel.DataAnnotations.Range(1, 5)] int number) => Ran("bound");
}

public sealed record Validated([System.ComponentModel.DataAnnotations.EmailAddress] string Email);

[Route("antiforgery")]
public sealed class AntiforgeryController(RanLog log) : GuardedBase(log)
{
    [ValidateAntiForgeryToken]
    [HttpPost("validate", Name = "validate_token")]
    public string Validate([FromForm] string? text) => Ran("validate_token");

    [RequireAntiforgeryToken]
    [HttpPost("require", Name = "require_token")]
    public string RequireToken([FromForm] string? text) => Ran("require_token");

    [HttpPost("free", Name = "free_form")]
    public string Free([FromForm] string? text) => Ran("free_form");

    [IgnoreAntiforgeryToken]
    [HttpPost("ignore", Name = "ignore_token")]
    public string Ignored([FromForm] string? text) => Ran("ignore_token");
}

[ApiController]
[Route("routed")]
public sealed class RoutedController(RanLog log) : GuardedBase(log)
{
    [Host("internal.example")]
    [HttpGet("host", Name = "host")]
    public string ForHost() => Ran("host");

    [Unselectable]
    [HttpGet("constraint", Name = "action_constraint")]
    public string Constraint() => Ran("action_constraint");

    [HttpGet("range/{number:range(1,5)}", Name = "range")]
    public string InRange(int number) => Ran("range");

    [HttpGet("custom/{word:allowed}", Name = "custom_constraint")]
    public string Custom(string word) => Ran("custom_constraint");

    [HttpGet("file/{name}", Name = "file")]
    public string ReadFile(string name) => Ran("file");

    [Mark("closed")]
    [HttpGet("policy", Name = "matcher_policy")]
    public string MatcherPolicy() => Ran("matcher_policy");
}
