using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Shows a tool call's context for the length of the call, and what <paramref name="inner"/> shows at all other times.
/// </summary>
/// <remarks>
/// To set the framework's accessor and set it back would not do: setting it clears the context for everything that runs
/// on behalf of the caller. A value of its own goes away with the call's flow, whatever happens in it.
/// </remarks>
internal sealed class CallHttpContextAccessor(IHttpContextAccessor inner) : IHttpContextAccessor
{
    private static readonly AsyncLocal<Holder?> _call = new();

    /// <inheritdoc />
    public HttpContext? HttpContext
    {
        get => _call.Value is { } call ? call.Context : inner.HttpContext;
        set
        {
            if (_call.Value is { } call)
                call.Context = value;
            else
                inner.HttpContext = value;
        }
    }

    /// <summary>Shows <paramref name="context"/> to what the current asynchronous method calls, until the result is disposed.</summary>
    public static Holder Enter(HttpContext context)
    {
        var holder = new Holder { Context = context };
        _call.Value = holder;
        return holder;
    }

    /// <summary>Whether <paramref name="accessor"/> shows actions the context of their call: this one does, and what decorates it.</summary>
    public static bool IsBehind(IHttpContextAccessor accessor)
    {
        var outer = _call.Value;
        var context = new DefaultHttpContext();
        using var shown = Enter(context);
        try
        {
            return accessor.HttpContext == context;
        }
        finally
        {
            _call.Value = outer;
        }
    }

    /// <summary>What the flow of a call carries. Work that outlives the call sees no context, never a recycled one.</summary>
    internal sealed class Holder : IDisposable
    {
        public HttpContext? Context { get; set; }

        /// <inheritdoc />
        public void Dispose() => Context = null;
    }
}
