package dev.sulcus.support;

import dev.sulcus.cuda.CudaCalls;
import dev.sulcus.cuda.CudaStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A double of CUDA with one card: it notes what is page-locked and what unlocked, and answers as it is told. */
public final class PageLockCalls implements InvocationHandler {
    private final List<String> noted = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> locked = Collections.synchronizedList(new ArrayList<>());
    private int answer = CudaStatus.SUCCESS;
    private int goodOnes = Integer.MAX_VALUE;

    /** The functions. */
    public CudaCalls calls() {
        return (CudaCalls)
                Proxy.newProxyInstance(CudaCalls.class.getClassLoader(), new Class<?>[] {CudaCalls.class}, this);
    }

    /** After {@code locks} page-locks, further ones are answered with {@code status}. */
    public void refuseAfter(int locks, int status) {
        goodOnes = locks;
        answer = status;
    }

    /** "lock" and "unlock", in order. */
    public List<String> noted() {
        return List.copyOf(noted);
    }

    /** How many blocks are locked now. */
    public int locked() {
        return locked.size();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "deviceCount" -> {
                ((int[]) arguments[0])[0] = 1;
                yield CudaStatus.SUCCESS;
            }
            case "registerHost" -> register((Long) arguments[0]);
            case "unregisterHost" -> unregister((Long) arguments[0]);
            case "describe" -> "status " + arguments[0];
            default -> CudaStatus.SUCCESS;
        };
    }

    private int register(long address) {
        if (goodOnes-- <= 0) {
            noted.add("refuse");
            return answer;
        }
        noted.add("lock");
        locked.add(address);
        return CudaStatus.SUCCESS;
    }

    private int unregister(long address) {
        noted.add(locked.remove((Object) address) ? "unlock" : "unlock of what is not locked");
        return CudaStatus.SUCCESS;
    }
}
