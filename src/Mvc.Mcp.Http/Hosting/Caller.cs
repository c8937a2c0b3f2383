using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace ModelContextProtocol.AspNetCore.Hosting;

/// <summary>Who sent a request, as servers and tools see it.</summary>
internal static class Caller
{
    /// <summary>The authenticated user; null for everyone else, so that no tool takes an empty identity for a user.</summary>
    public static ClaimsPrincipal? Of(HttpContext http) => http.User.Identity is { IsAuthenticated: true } ? http.User : null;
}
