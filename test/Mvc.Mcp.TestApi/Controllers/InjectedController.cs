using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Parameters that no client sends.</summary>
[Route("injected")]
public sealed class InjectedController : EchoController
{
    /// <summary>The call's own cancellation.</summary>
    [HttpGet("cancellation")]
    public ContentResult Cancellation(int id, CancellationToken cancellationToken) =>
        Echo(new { id, canBeCanceled = cancellationToken.CanBeCanceled });

    /// <summary>A service.</summary>
    [HttpGet("service")]
    public ContentResult Service(int id, [FromServices] Clock clock) => Echo(new { id, service = clock is not null });

    /// <summary>A service that MVC infers.</summary>
    [HttpGet("inferred")]
    public ContentResult Inferred(int id, Clock clock) => Echo(new { id, service = clock is not null });

    /// <summary>A value that MVC never binds.</summary>
    [HttpGet("never")]
    public ContentResult Never(int id, [BindNever] int other) => Echo(new { id });

    /// <summary>Members that MVC never binds.</summary>
    [HttpGet("members")]
    public ContentResult Members([FromQuery] Search search) => Echo(new { search.Text });

    /// <summary>What only the request knows.</summary>
    [HttpGet("request")]
    public ContentResult FromRequest(int id, [RequestValue] HttpContext context, [RequestValue] ClaimsPrincipal user) => Echo(new { id });

    /// <summary>A query with a member that is not bound.</summary>
    public sealed class Search
    {
        /// <summary>What to look for.</summary>
        public string? Text { get; set; }

        /// <summary>Set by the server.</summary>
        [BindNever]
        public int Tenant { get; set; }
    }

    /// <summary>Takes a parameter from the request itself.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class RequestValueAttribute : ModelBinderAttribute
    {
        /// <inheritdoc />
        public RequestValueAttribute() : base(typeof(Binder)) => BindingSource = BindingSource.Special;

        /// <summary>Reads the value.</summary>
        public sealed class Binder : IModelBinder
        {
            /// <inheritdoc />
            public Task BindModelAsync(ModelBindingContext bindingContext)
            {
                object value = bindingContext.ModelType == typeof(HttpContext)
                    ? bindingContext.HttpContext
                    : bindingContext.HttpContext.User;
                bindingContext.Result = ModelBindingResult.Success(value);
                return Task.CompletedTask;
            }
        }
    }
}
