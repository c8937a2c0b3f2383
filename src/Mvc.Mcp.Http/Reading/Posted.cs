using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Reading;

/// <summary>What a POST brought: one message, or the batch that revision 2025-03-26 allows.</summary>
internal readonly record struct Posted(JsonRpcMessage[] Messages, bool IsBatch)
{
    /// <summary>How many answers the response will carry.</summary>
    public int Requests
    {
        get
        {
            var requests = 0;
            foreach (var message in Messages)
            {
                if (message is JsonRpcRequest)
                    requests++;
            }

            return requests;
        }
    }

    /// <summary>The id that a refusal of the whole carries: a batch has none.</summary>
    public RequestId Id => IsBatch ? default : Messages[0] is JsonRpcRequest { Id: var id } ? id : default;
}
