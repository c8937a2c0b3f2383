using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Execution;

/// <summary>Reads how large the application lets an HTTP request become.</summary>
internal static class RequestLimitsSetup
{
    /// <summary>The limits of its server, its reader of forms and MVC.</summary>
    public static RequestLimits Read(IOptions<KestrelServerOptions> server, IOptions<FormOptions> forms, IOptions<MvcOptions> mvc) => new()
    {
        MaxRequestLine = server.Value.Limits.MaxRequestLineSize,
        MaxHeaders = server.Value.Limits.MaxRequestHeadersTotalSize,
        MaxFormFields = forms.Value.ValueCountLimit,
        MaxFieldName = forms.Value.KeyLengthLimit,
        MaxFieldValue = forms.Value.ValueLengthLimit,
        MaxDepth = mvc.Value.MaxModelBindingRecursionDepth,
    };
}
