using Mvc.Mcp.OAuth.Tests.TestApp;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Tests.Tokens;

/// <summary>What instances remember of tokens in the cache that they share.</summary>
public sealed class TokenStateTests
{
    [Fact]
    public async Task Of_instances_that_use_something_up_at_once_one_is_the_first()
    {
        var cache = new SharedCacheDouble { Latency = TimeSpan.FromMilliseconds(5) };
        TokenState[] instances = [.. Enumerable.Range(0, 4).Select(_ => new TokenState(cache, TimeProvider.System))];

        foreach (var id in Enumerable.Range(0, 10).Select(number => $"token {number}"))
        {
            var firsts = await Task.WhenAll(instances.Select(instance => instance.TryUseAsync(id, TimeSpan.FromHours(1), CancellationToken.None)));

            firsts.Count(first => first).Should().Be(1);
            (await instances[0].SinceUseAsync(id, CancellationToken.None)).Should().NotBeNull();
        }
    }
}
