using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>Texts that an attacker may bring into tools and results.</summary>
internal static class Hostile
{
    public const string Markup = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script></script><svg onload='window.hacked=3'>";

    public const string Address = "javascript:window.hacked=4";

    /// <summary>Reads backwards from its mark on, has letters that take no room, and says something to models alone (tags).</summary>
    public const string Unseen = "safe\u202Etxt.exe\u202C a\u200Bb \U000E0068\U000E0069 \0";

    public static string Long { get; } = string.Concat(Enumerable.Repeat("0123456789", 1024));

    public static IEnumerable<McpServerTool> Tools =>
    [
        McpServerTool.Create(
            () => new CallToolResult
            {
                Content =
                [
                    new TextContentBlock { Text = Markup },
                    new TextContentBlock { Text = Unseen },
                    new TextContentBlock { Text = Long },
                    new ResourceLinkBlock { Uri = Address, Name = Markup },
                    new EmbeddedResourceBlock { Resource = new TextResourceContents { Uri = Address, MimeType = "text/html", Text = Markup } },
                    BlobOf(Markup),
                    new ImageContentBlock { Data = Base64("<svg xmlns='http://www.w3.org/2000/svg' onload='window.hacked=5'><script>window.hacked=6</script></svg>"), MimeType = "image/svg+xml" },
                ],
                IsError = true,
            },
            new() { Name = "hostile", Title = Markup, Description = Markup + Unseen + Long, ReadOnly = true }),
    ];

    private static EmbeddedResourceBlock BlobOf(string text) => new()
    {
        Resource = new BlobResourceContents { Uri = "file:///" + Uri.EscapeDataString(Markup) + "/evil.html", MimeType = "text/html", Blob = Base64(text) },
    };

    private static ReadOnlyMemory<byte> Base64(string text) =>
        System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)));
}
